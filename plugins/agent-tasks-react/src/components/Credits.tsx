import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { agentTasksTranslationRef } from '../translation';

const number = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/**
 * AI credits to one decimal. What GitHub has not reported is said as unknown,
 * never as 0.
 *
 * @public
 */
export function Credits(props: { credits?: number; withUnit?: boolean }) {
  const { credits, withUnit } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  if (credits === undefined) {
    const unknown = t('credits.unknown');
    return withUnit ? (
      <>{unknown}</>
    ) : (
      <span title={unknown} aria-label={unknown}>
        –
      </span>
    );
  }
  const value = number.format(credits);
  return (
    <span style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {withUnit ? t('credits.unit', { count: credits, value }) : value}
    </span>
  );
}
