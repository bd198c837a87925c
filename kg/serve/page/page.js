// The ready questions above, the editor below. Nothing here asks for anything outside this server.
(async () => {
  "use strict";

  const endpoint = new URL("sparql", location.href).href;
  const editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "wenpu",
    populateFromUrl: false,
  });

  const questions = await (await fetch("questions")).json();
  const choice = document.getElementById("question");
  const parameters = document.getElementById("parameters");
  const description = document.getElementById("description");

  for (const question of questions) {
    choice.append(new Option(`${question.title} · ${question.title_zh}`, question.name));
  }

  function chosen() {
    return questions.find((question) => question.name === choice.value);
  }

  function show() {
    const question = chosen();
    description.textContent = question.description;
    parameters.replaceChildren(
      ...question.parameters.map((parameter) => {
        const field = document.createElement("input");
        field.name = parameter.name;
        field.required = true;
        field.placeholder = parameter.text;
        field.title = parameter.text;
        field.setAttribute("aria-label", parameter.text);
        return field;
      }),
    );
  }

  async function ask(event) {
    event.preventDefault();
    const question = chosen();
    const fields = [...parameters.querySelectorAll("input")];
    // $name=text binds a variable: what is typed is never read as SPARQL.
    const args = fields.map((field) => ({ name: `$${field.name}`, value: field.value }));
    const title = [question.title, ...fields.map((field) => field.value)].join(": ");
    const tab = editor.addTab(true, { name: title });
    tab.setRequestConfig({ endpoint, args });
    tab.setQuery(question.sparql);
    await tab.query();
  }

  choice.addEventListener("change", show);
  document.getElementById("asking").addEventListener("submit", ask);
  show();
  document.documentElement.dataset.page = "ready";
})();
