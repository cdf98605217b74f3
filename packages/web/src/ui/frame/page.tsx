import { Text, Title } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTabTitle } from './tab-title.ts';
import styles from './page.module.css';

/** The first page of a visit keeps the browser's own focus; later ones take it to their heading. */
let firstPage = true;

interface PageProps {
  title: string;
  /** One or two sentences on what this page is for. */
  about?: ReactNode;
  /** Where this page hangs below another one. */
  crumbs?: readonly { to: LinkProps['to']; params?: Record<string, string>; label: string }[];
  /** How many things wait here; shown in the tab. */
  waiting?: number;
  /** Beside the title: a state. */
  badge?: ReactNode;
  actions?: ReactNode;
  /** Reading width (default), or the whole window for tables. */
  wide?: boolean;
  children: ReactNode;
}

/** A page: its heading takes the focus on arrival, its title stands in the tab. */
export function Page({ title, about, crumbs, waiting = 0, badge, actions, wide = false, children }: PageProps) {
  useTabTitle(title, waiting);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!firstPage) heading.current?.focus({ preventScroll: true });
    firstPage = false;
  }, []);
  return (
    <div className={styles.page} style={{ maxWidth: wide ? '80rem' : '56rem' }}>
      {crumbs && (
        <nav aria-label="Breadcrumb">
          <ol className={styles.crumbs}>
            {crumbs.map((crumb) => (
              <li key={crumb.label}>
                <TextLink to={crumb.to} params={crumb.params}>
                  {crumb.label}
                </TextLink>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className={styles.head}>
        <div className={styles.titles}>
          <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem 0.75rem' }}>
            <Title order={1} ref={heading} tabIndex={-1}>
              {title}
            </Title>
            {badge}
          </div>
          {about && (
            <Text c="dimmed" mt={4} component="div">
              {about}
            </Text>
          )}
        </div>
        {actions && <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface TextLinkProps {
  to: LinkProps['to'];
  params?: Record<string, string>;
  search?: Record<string, unknown>;
  /** The id of a part of that page. */
  hash?: string;
  children: ReactNode;
  'aria-label'?: string;
  /** A tab of its own, so that what is being written here stays. */
  target?: '_blank';
}

/** A link to another page of the dashboard. */
export function TextLink({ to, params, search, children, ...rest }: TextLinkProps) {
  return (
    <Link
      to={to as '/'}
      params={params as never}
      search={search as never}
      style={{ color: 'var(--mantine-color-anchor)', textUnderlineOffset: '0.15em' }}
      {...rest}
    >
      {children}
    </Link>
  );
}

/** A bordered block with a heading of its own. */
export function Section({
  title,
  actions,
  children,
  id,
}: {
  title?: string;
  actions?: ReactNode;
  children: ReactNode;
  id?: string;
}) {
  const box = useRef<HTMLElement>(null);
  // An address may name it before there is anything to show in it.
  useEffect(() => {
    if (id && location.hash === `#${id}`) box.current?.scrollIntoView();
  }, [id]);
  return (
    <section ref={box} className={styles.card} aria-label={title} id={id}>
      {(title || actions) && (
        <div
          style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: '0.5rem', marginBottom: '0.75rem' }}
        >
          {title && <Title order={2}>{title}</Title>}
          {actions && <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

interface FactsProps {
  rows: readonly (readonly [string, ReactNode] | null | false)[];
  /** Name and value side by side even on a phone, in small print. */
  compact?: boolean;
}

/** Names and values, below each other on a phone. */
export function Facts({ rows, compact = false }: FactsProps) {
  return (
    <dl className={compact ? styles.compact : styles.facts}>
      {rows
        .filter((row) => Array.isArray(row))
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Around a table: it scrolls sideways inside its frame instead of widening the page. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // A region that scrolls must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.tableWrap} aria-label={`${label}, table`} tabIndex={0}>
      {children}
    </section>
  );
}
