import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// pages are loaded lazily, and a busy machine takes its time to compile them
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
