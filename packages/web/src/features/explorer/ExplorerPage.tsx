import './explorer.css';
import { lazy, Suspense, useState } from 'react';
import { Loading } from '../../ui/states/feedback.tsx';
import { useTabTitle } from '../../ui/frame/tab-title.ts';
import { EXAMPLES } from './examples.ts';
import { ExampleList } from './ExampleList.tsx';

const Editor = lazy(() => import('./Editor.tsx').then(({ Editor }) => ({ default: Editor })));

/** GraphiQL, served by Gatehouse itself and signed in as whoever looks. */
export function ExplorerPage() {
  useTabTitle('API explorer');
  const [chosen, setChosen] = useState(EXAMPLES[0]!);
  return (
    <div className="explorer">
      <h1 className="sr-only" tabIndex={-1}>
        API explorer
      </h1>
      <ExampleList chosen={chosen.name} choose={setChosen} />
      <div className="explorer-editor">
        <Suspense fallback={<Loading />}>
          <Editor example={chosen} />
        </Suspense>
      </div>
    </div>
  );
}
