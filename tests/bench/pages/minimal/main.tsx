/** @jsxImportSource react */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import './minimal.css';

const ROWS = Array.from({ length: 20 }, (_, index) => ({
  ticket: `K${index + 22}`,
  station: `Room ${(index % 7) + 1}`,
  minutes: 5 + index * 5,
}));

/** The least a page in React can be and still be a board: no translation, no socket, no fonts. */
function Board() {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <ul className="board">
      {ROWS.map(({ ticket, station, minutes }) => (
        <li key={ticket}>
          <button type="button" onClick={() => setChosen(ticket)} aria-pressed={ticket === chosen}>
            <strong>{ticket}</strong>
            <span>{station}</span>
            <span>{minutes} minutes</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Board />);
