// The page of the service: signs in, shows the invoices, asks the assistant.
const message = document.getElementById('message');
let token = '';

async function call(method, path, body) {
  const answer = await fetch(path, {method, body, headers: {Authorization: `Bearer ${token}`}});
  const json = await answer.json();
  message.textContent = json.error || json.answer || '';
  return answer.ok ? json : undefined;
}

document.getElementById('sign-in').addEventListener('submit', async event => {
  event.preventDefault();
  token = event.target.token.value;
  if (await call('POST', '/sessions', token)) {
    const invoices = await call('GET', '/invoices') || [];
    document.getElementById('invoices').replaceChildren(...invoices.map(invoice => {
      const item = document.createElement('li');
      item.textContent = `${invoice.number}: ${invoice.cents / 100} ${invoice.currency}`;
      return item;
    }));
  }
});

document.getElementById('ask').addEventListener('submit', event => {
  event.preventDefault();
  call('POST', '/answers', event.target.question.value);
});
