import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';

/** Some people and groups, each a link where the catalog has them. */
export function People(props: { refs: string[] }) {
  return (
    <>
      {props.refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          {/^(user|group):/.test(ref) ? (
            <EntityRefLink entityRef={ref} hideIcon />
          ) : (
            ref
          )}
        </Fragment>
      ))}
    </>
  );
}
