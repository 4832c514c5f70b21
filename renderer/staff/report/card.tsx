import type { ComponentChildren } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { CHECK, WARNING } from '../../ui/icon-shapes.ts';

type CardProps = { readonly title: string; readonly children: ComponentChildren };

/** One part of the report. */
export function Card({ title, children }: CardProps) {
  return (
    <section className="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

type FactProps = { readonly label: ComponentChildren; readonly children: ComponentChildren };

/** A fact with its name. */
export function Fact({ label, children }: FactProps) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A value of the machine, which reads left to right in every language. */
export function Technical({ children }: { readonly children: ComponentChildren }) {
  return <span className="ltr">{children}</span>;
}

type StateProps = { readonly isGood: boolean; readonly children: ComponentChildren };

/** A state, never told by its colour alone. */
export function StateMark({ isGood, children }: StateProps) {
  return (
    <span className={isGood ? 'state state-good' : 'state state-bad'}>
      <Icon shape={isGood ? CHECK : WARNING} stroke={2.6} />
      {children}
    </span>
  );
}
