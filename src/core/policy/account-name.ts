// What people and organizations may be called: what may stand in a URL and in a registry's name.

/** 2 to 40 characters. */
export const accountNameGrammar = /^[a-z0-9][a-z0-9._-]{0,38}[a-z0-9]$/;

/** Says it to a person, after the name of the setting or field. */
export const accountNameRule = 'must have 2 to 40 lower-case letters, digits, ".", "_" or "-", and begin and end with a letter or a digit';
