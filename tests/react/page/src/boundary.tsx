'use client';
import { Component, type ReactNode } from 'react';
import { useScript, useSeen } from './stage';
import { ofError } from './states';

/** Ends the scene with what its children have thrown. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : <Thrown error={this.state.error} />;
  }
}

function Thrown({ error }: { error: unknown }) {
  useSeen('thrown', ofError(error));
  useScript(error, ({ until }) => until(() => true));
  return 'thrown';
}
