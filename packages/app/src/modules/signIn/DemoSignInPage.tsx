import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import {
  configApiRef,
  type SignInPageProps,
  useApi,
} from '@backstage/core-plugin-api';
import { useState } from 'react';
import { chosenPerson, untilSignOut } from './chosenPerson';
import { PeoplePage, type Person } from './PeoplePage';
import { SignInFailure } from './SignInFailure';

/** Asks who to be; where nobody is configured, everybody is the guest. */
export const DemoSignInPage = (props: SignInPageProps) => {
  const people = useApi(configApiRef).getOptional<Person[]>(
    'auth.providers.demo.people',
  );
  const [name, setName] = useState(chosenPerson.get);
  const person = people?.find(other => other.name === name);

  if (!people) {
    return <SignInPage {...props} providers={['guest']} />;
  }
  if (!person) {
    return (
      <PeoplePage
        people={people}
        onChoose={chosen => {
          chosenPerson.set(chosen);
          setName(chosen);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ 'x-demo-person': person.name }}
      onSignInSuccess={identity =>
        props.onSignInSuccess(untilSignOut(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailure
          error={error}
          onChooseAgain={() => {
            chosenPerson.clear();
            setName(undefined);
          }}
        />
      )}
    />
  );
};
