// What each action of the log is called, for clients that speak to people.
export { actionTexts, describeAct } from '../core/activity/action-texts.ts';
