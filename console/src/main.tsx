// Starts the console in the page.
import './ui/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { createConsoleRouter } from './app/router.tsx';
import { applyTheme, readTheme } from './app/theme.ts';

applyTheme(readTheme());

const queryClient = createQueryClient();
const router = createConsoleRouter(queryClient);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with the id root');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
