import type {
  PolicyCheck,
  PolicyFinding,
} from '@agent-tasks/backstage-plugin-agent-tasks-node';

/** There is a ticket where the template asks for one, and it looks like one. */
export function createTicketCheck(options: { pattern?: string }): PolicyCheck {
  const pattern = options.pattern
    ? new RegExp(options.pattern, 'u')
    : undefined;
  return {
    id: 'ticket',
    evaluate: ({ ticket, template }): PolicyFinding[] => {
      if (!ticket) {
        return template?.requires?.ticket
          ? [
              {
                kind: 'invalid',
                code: 'ticket-required',
                message: 'The template asks for a change ticket.',
                nextStep: 'Give the ticket of the change.',
                field: 'ticket',
              },
            ]
          : [];
      }
      return pattern && !pattern.test(ticket)
        ? [
            {
              kind: 'invalid',
              code: 'ticket-invalid',
              message: `'${ticket}' does not look like a ticket.`,
              nextStep: `Give a ticket that matches ${options.pattern}.`,
              field: 'ticket',
            },
          ]
        : [];
    },
  };
}
