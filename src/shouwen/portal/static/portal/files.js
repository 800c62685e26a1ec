// Shows what was chosen, lets one be taken out, and adds a second choice to the first instead of replacing it.
const size = (bytes) => bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

const canCollect = (() => {
  try {
    return new DataTransfer().items !== undefined;
  } catch {
    return false;
  }
})();

const watch = (input) => {
  const part = input.closest(".files");
  const list = part.querySelector(".chosen");
  const most = Number(input.dataset.most);
  let kept = [];

  const put = () => {
    const all = new DataTransfer();
    kept.forEach((file) => all.items.add(file));
    input.files = all.files;
  };

  const say = (words) => {
    const place = part.querySelector(".error");
    place.replaceChildren();
    if (!words) return;
    const line = document.createElement("p");
    line.textContent = words;
    place.append(line);
  };

  const show = () => {
    list.hidden = kept.length === 0;
    list.replaceChildren(...kept.map((file) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = file.name;
      const much = document.createElement("small");
      much.textContent = size(file.size);
      const out = document.createElement("button");
      out.type = "button";
      out.textContent = "×";
      out.setAttribute("aria-label", `× ${file.name}`);
      out.addEventListener("click", () => {
        kept = kept.filter((other) => other !== file);
        put();
        show();
        input.focus();
      });
      row.append(name, much, out);
      return row;
    }));
  };

  part.classList.add("listed");
  input.addEventListener("change", () => {
    const known = new Set(kept.map((file) => `${file.name}/${file.size}/${file.lastModified}`));
    const added = [...input.files].filter((file) => !known.has(`${file.name}/${file.size}/${file.lastModified}`));
    say(kept.length + added.length > most ? input.dataset.tooMany : "");
    kept = [...kept, ...added].slice(0, most);
    put();
    show();
  });
};

if (canCollect) document.querySelectorAll(".files input[type=file]").forEach(watch);
