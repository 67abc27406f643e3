/** The one thing asked for does not exist, or not in a state that fits. */
export class ControlError extends Error {
  constructor(readonly status: 400 | 404 | 409, message: string) {
    super(message);
    this.name = 'ControlError';
  }
}
