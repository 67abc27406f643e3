import { createContext } from 'react';

/** Who draws the header around a page. */
export type Frame = 'plugin' | 'standalone';

export const FrameContext = createContext<Frame>('standalone');
