import { screen, waitFor } from '@testing-library/react';

/**
 * A button that does something when it is clicked. What one may do is asked
 * for first; until the answers are there it is disabled, or drawn anew.
 */
export async function usableButton(name: string): Promise<HTMLElement> {
  let before: HTMLElement | undefined;
  return await waitFor(() => {
    const [button] = screen.getAllByRole('button', { name });
    const stays = button === before;
    before = button;
    expect(button).not.toHaveAttribute('aria-disabled');
    expect(stays).toBe(true);
    return button;
  });
}
