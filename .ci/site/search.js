// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
// Behind the index, `sections`: [address, page, heading, text]. Found are those that have all of the
// words; first those that have them in their heading, then in the page's title.
const asked = new URLSearchParams(location.search).get("q") || "";
const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
const found = [];
for (const [address, page, heading, text] of sections) {
  const all = (page + "\n" + heading + "\n" + text).toLowerCase();
  if (words.length && words.every((word) => all.includes(word))) {
    let rank = 0;
    for (const word of words) {
      const head = heading.toLowerCase();
      rank += head === word ? 400 : head.includes(word) ? 200 : 0;
      rank += page.toLowerCase().includes(word) ? 50 : 0;
      rank += Math.min(20, all.split(word).length - 1);
    }
    const at = Math.max(0, text.toLowerCase().indexOf(words[0]) - 80);
    found.push({ address, page, heading, rank, piece: (at ? "…" : "") + text.slice(at, at + 240) });
  }
}
found.sort((a, b) => b.rank - a.rank);
document.querySelector("input[name=q]").value = asked;
document.getElementById("count").textContent = words.length
  ? found.length + (found.length === 1 ? " place has: " : " places have: ") + words.join(" ")
  : "Type words to look for; what is found has all of them.";
for (const one of found.slice(0, 50)) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = one.address;
  link.textContent = one.heading === one.page ? one.page : one.page + ": " + one.heading;
  const piece = document.createElement("p");
  piece.textContent = one.piece;
  item.append(link, piece);
  document.getElementById("results").append(item);
}
