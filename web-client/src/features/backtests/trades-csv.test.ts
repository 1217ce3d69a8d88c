import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './trades-csv';

test('a trade is a line, exact to the last digit', () => {
  const trade = {
    number: 1,
    at: new Date(0),
    side: 'BUY',
    qty: '0.10',
    price: '9007199254740993',
    fee: '-0.000000000001',
  };
  const text = csvOf([{ ...trade, side: 'BUY', realized: '0', signedQty: '0.10' }]);
  assert.equal(
    text,
    'number,at,side,qty,price,fee,realized,signedQty\n' +
      '1,1970-01-01T00:00:00.000Z,BUY,0.10,9007199254740993,-0.000000000001,0,0.10\n',
  );
});
