// The ready questions above, the editor below. Nothing here asks for anything outside this server.
(async () => {
  "use strict";

  const endpoint = new URL("sparql", location.href).href;
  const [questions, prefixes] = await Promise.all(["questions", "prefixes"].map(async (path) => (await fetch(path)).json()));
  Yasgui.Yasqe.defaults.value = `PREFIX kg: <${prefixes.kg}>
PREFIX rdf: <${prefixes.rdf}>
PREFIX rdfs: <${prefixes.rdfs}>
SELECT ?who ?property ?what ?sentence WHERE {
  ?evidence rdf:subject/rdfs:label ?who ; rdf:predicate ?property ; rdf:object/rdfs:label ?what ; kg:quote ?sentence .
} LIMIT 50
`;
  const editor = new Yasgui(document.getElementById("editor"), {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    persistenceId: "wenpu",
    populateFromUrl: false,
    yasr: { prefixes },
  });

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
