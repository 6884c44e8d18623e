"""Makes a small but whole guide in three languages: every page and section that the model asks for, and every file of data.

`python tests/complete_guide.py` writes it to tests/guides/complete; a test asserts that what is there is this.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from guiaviva.contentmodel import ENGINE, ContentModel, Kind, load_model

FOLDER = Path(__file__).parent / "guides" / "complete"
LANGUAGES = ("ca", "es", "en")
TODAY = "2026-11-24"

# What is in each section: long enough for every kind, different in each language, without figures.
TEXT = {
    "ca": "Text de mostra de l'apartat «{section}» a la pàgina {page}: diu qui fa què, quan i on, amb prou paraules.",
    "es": "Texto de muestra del apartado «{section}» en la página {page}: dice quién hace qué, cuándo y dónde, sin figuras.",
    "en": "Sample text of the section «{section}» on the page {page}: it says who does what, when and where, in enough words.",
}
# The sections that show data, by kind and section.
BLOCKS = {
    ("role", "mission"): "role digital-content-lead",
    ("network", "profile"): "network",
    ("response-protocol", "service-hours"): "service-hours",
    ("response-protocol", "situations"): "situations",
    ("response-protocol", "decision-tree"): "decision-tree",
    ("response-protocol", "replies"): "replies",
    ("replies", "replies"): "replies",
    ("crisis", "levels"): "crisis-levels",
    ("approval", "who-approves"): "approval-chain",
    ("security-incident", "during"): "incident-steps",
    ("register", "accounts"): "accounts",
    ("plan", "objectives"): "objectives",
    ("plan", "audiences"): "audiences",
    ("plan", "networks"): "plan-networks",
    ("plan", "evaluation"): "indicators",
    ("plan", "calendar"): "calendar",
    ("plan", "resources"): "resources",
    ("glossary", "terms"): "terms",
}
MEASURES = {
    "ca": "\n### Ocultar el comentari {#hide}\n\nS'oculta i es registra.\n",
    "es": "\n### Ocultar el comentario {#hide}\n\nSe oculta y se registra.\n",
    "en": "\n### Hide the comment {#hide}\n\nIt is hidden and recorded.\n",
}
# A link, a picture and a section of its own on the home page, so that their rules have something to look at.
EXTRAS = {
    "ca": "\nVegeu el [protocol de resposta](responses/index.md#situation-complaint) i [el to](/tone.md#voice).\n\n"
    "![Esquema del circuit d'aprovació](assets/approval.svg)\n\n## Contacte {#contact}\n\nXarxes: xarxes@riublanc.example\n",
    "es": "\nVéanse el [protocolo de respuesta](responses/index.md#situation-complaint) y [el tono](/tone.md#voice).\n\n"
    "![Esquema del circuito de aprobación](assets/approval.svg)\n\n## Contacto {#contact}\n\nRedes: xarxes@riublanc.example\n",
    "en": "\nSee the [response protocol](responses/index.md#situation-complaint) and [the tone](/tone.md#voice).\n\n"
    "![Diagram of who approves what](assets/approval.svg)\n\n## Contact {#contact}\n\nSocial media: xarxes@riublanc.example\n",
}

MKDOCS = """\
site_name: Guia de xarxes socials
docs_dir: docs
plugins:
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ca, name: Català, default: true}
        - {locale: es, name: Español}
        - {locale: en, name: English}
"""

DATA = {
    "institution": """\
name: {ca: Ajuntament de Riublanc, es: Ayuntamiento de Riublanc, en: Riublanc Town Council}
short_name: {ca: Riublanc, es: Riublanc, en: Riublanc}
kind: municipality
languages: [ca, es, en]
profile: complete
demonstration: yes
contact: {email: xarxes@riublanc.example, phone: 930 000 000, hours: {ca: De dia, es: De día, en: By day}}
emergency: {email: guardia@riublanc.example, phone: 930 000 001, hours: {ca: De nit, es: De noche, en: By night}}
units:
  communications: {name: {ca: Comunicació, es: Comunicación, en: Communications}}
  culture: {name: {ca: Cultura, es: Cultura, en: Culture}}
consent_age: 14
time_zone: Europe/Madrid
service_hours:
  monday: [9:00-14:00, 16:00-18:30]
  tuesday: [9:00-14:00]
holidays:
  2026: [2026-12-25, 2026-12-26]
rule_levels:
  vague-link-text: error
brand: {colour: "#1f4e79"}
approval:
  body: {ca: Alcaldia, es: Alcaldía, en: Mayor's Office}
  date: 2026-09-15
  force: instruction
  published: https://www.riublanc.example/guia
""",
    "periods": """\
spring-election:
  name: {ca: Eleccions municipals, es: Elecciones municipales, en: Local elections}
  kind: election
  start: 2027-03-30
  end: 2027-05-23
  changes: {ca: Només servei, es: Solo servicio, en: Service only}
  to: topics/elections#rule
  source: https://www.boe.es
  checked_on: 2026-10-01
""",
    "helplines": """\
emergencies:
  name: {ca: Emergències, es: Emergencias, en: Emergency services}
  phone: 112
  serves: {ca: Qui està en perill ara., es: Quien está en peligro ahora., en: Anyone in danger now.}
""",
    "ways": """\
complaint:
  text: {ca: Algú es queixa, es: Alguien se queja, en: Someone complains}
  group: happened
  to: responses/index#situation-complaint
photo:
  text: {ca: Publicar una foto, es: Publicar una foto, en: Post a photo}
  group: doing
  to: topics/images#rule
""",
    "decisions": """\
corrections:
  decided: {ca: Qui corregeix un error., es: Quién corrige un error., en: Who corrects a mistake.}
  shown_in: [tone#correcting-mistakes]
  taken_by: communication
  confirmed_on: 2026-11-02
  confirmed_by: digital-content-lead
""",
    "news": """\
tone:
  date: 2026-11-20
  text: {ca: El to ha canviat, es: El tono ha cambiado, en: The tone has changed}
  to: tone#voice
""",
    "roles": """\
digital-content-lead:
  name: {ca: Responsable de continguts digitals, es: Responsable de contenidos digitales, en: Digital content lead}
  unit: communications
  contact: {email: xarxes@riublanc.example}
  deputy: editor
editor:
  name: {ca: Redacció de cultura, es: Redacción de cultura, en: Culture editor}
  unit: culture
  contact: {phone: 930 000 002}
  deputy: digital-content-lead
press-office:
  name: {ca: Premsa, es: Prensa, en: Press office}
  unit: communications
  contact: {email: premsa@riublanc.example, phone: 930 000 003, hours: {ca: Al matí, es: Por la mañana, en: In the morning}}
  deputy: digital-content-lead
""",
    "networks": """\
x:
  name: X
  url: https://x.com
  status: active
  limits: {characters: 280, counted: x-weighted, alt_text: 1000, hashtags: 2, links: 1, video_seconds: 140}
  image_sizes:
    header: {use: {ca: Capçalera, es: Cabecera, en: Header}, width: 1500, height: 500}
  posting: {min: 1, max: 10, per: day}
  monitoring_hours:
    {monday: [9:00-14:00], tuesday: [9:00-14:00]}
  checked_on: 2026-10-01
  source: https://docs.x.com/fundamentals/counting-characters
instagram:
  name: Instagram
  url: https://www.instagram.com
  status: trial
  limits: {characters: 2200, counted: code-points, alt_text: 1000}
  until: 2027-06-30
  checked_on: 2026-10-01
  source: https://help.instagram.com
facebook:
  name: Facebook
  url: https://www.facebook.com
  status: retiring
  until: 2027-03-31
""",
    "accounts": """\
x-main:
  network: x
  handle: "@riublanc"
  url: https://x.com/riublanc
  unit: communications
  owner: digital-content-lead
  deputy: editor
  languages: [ca]
  mailbox: xarxes@riublanc.example
  two_factor: yes
  opened: 2012-03-01
  last_reviewed: 2026-09-01
  rules_url: https://www.riublanc.example/normes
instagram-culture:
  network: instagram
  handle: "@riublanc.cultura"
  url: https://www.instagram.com/riublanc.cultura
  unit: culture
  owner: editor
  deputy: digital-content-lead
  languages: [ca, es]
  mailbox: cultura@riublanc.example
  two_factor: yes
  opened: 2019-05-01
  last_reviewed: 2026-09-01
  rules_url: https://www.riublanc.example/normes
""",
    "situations": """\
complaint:
  name: {ca: Queixa, es: Queja, en: Complaint}
  definition: {ca: Un servei no ha funcionat., es: Un servicio no ha funcionado., en: A service has failed.}
  example: {ca: Fa tres dies que no passeu., es: Hace tres días que no pasáis., en: You have not come for three days.}
  action: reply
  owner: digital-content-lead
  max_response: {value: 4, unit: hours, calendar: working}
  escalate_to: editor
  replies: [complaint-received]
insult:
  name: {ca: Insult, es: Insulto, en: Insult}
  definition: {ca: Ofèn algú i no demana res., es: Ofende a alguien y no pide nada., en: It offends and asks for nothing.}
  action: moderate
  owner: digital-content-lead
  max_response: {value: 1, unit: days, calendar: natural}
  measure: hide
rumour:
  name: {ca: Rumor, es: Rumor, en: Rumour}
  definition: {ca: Diu una cosa que no és certa., es: Dice algo que no es cierto., en: It says something untrue.}
  action: watch
  owner: editor
""",
    "decision-tree": """\
start: is-it-respectful
questions:
  is-it-respectful:
    question: {ca: És respectuós?, es: "¿Es respetuoso?", en: "Is it respectful?"}
    yes: {question: is-it-about-us}
    no: {situation: insult}
  is-it-about-us:
    question: {ca: Parla d'un servei nostre?, es: "¿Habla de un servicio nuestro?", en: "Is it about our service?"}
    yes: {situation: complaint}
    no: {situation: rumour}
    help: {ca: "Si no ho sabeu, pregunteu.", es: "Si no lo sabe, pregunte.", en: "If you do not know, ask."}
""",
    "placeholders": """\
name:
  name: {ca: nom, es: nombre, en: name}
  person: yes
service:
  name: {ca: servei, es: servicio, en: service}
""",
    "replies": """\
complaint-received:
  situation: complaint
  text:
    ca: "Gràcies per avisar-nos, {nom}. Ho consultem amb {servei} i us direm què n'ha resultat."
    es: "Gracias por avisarnos, {nombre}. Lo consultamos con {servicio} y le diremos qué ha resultado."
    en: "Thank you for telling us, {name}. We are passing it to {service} and will tell you what comes of it."
  networks: [x, instagram]
""",
    "crisis": """\
levels:
  alert:
    name: {ca: Alerta, es: Alerta, en: Alert}
    trigger: {ca: Un rumor que creix., es: Un rumor que crece., en: A growing rumour.}
    owner: digital-content-lead
    spokesperson: editor
    first_message: {value: 30, unit: minutes}
    update_every: {value: 2, unit: hours}
""",
    "incident": """\
steps:
  tell-security:
    action: {ca: Avisar seguretat informàtica., es: Avisar a seguridad informática., en: Tell IT security.}
    role: digital-content-lead
    minutes: 4
  change-password:
    action: {ca: Canviar la contrasenya., es: Cambiar la contraseña., en: Change the password.}
    role: editor
    minutes: 10
    how: {ca: Des d'un altre aparell., es: Desde otro aparato., en: From another device.}
""",
    "approval": """\
notice:
  name: {ca: Avís, es: Aviso, en: Notice}
  drafts: [editor]
  checks: [digital-content-lead]
  approves: press-office
  within: {value: 4, unit: hours, calendar: working}
  urgent: editor
free:
  name: {ca: Agenda, es: Agenda, en: Events}
  examples: {ca: Un concert, es: Un concierto, en: A concert}
  drafts: [editor]
waiting:
  name: {ca: Balanç, es: Balance, en: Review}
  drafts: [editor, digital-content-lead]
  approves: press-office
""",
    "style": """\
camel-case:
  name: {ca: Majúscules, es: Mayúsculas, en: Capitals}
  check: hashtag-case
  explained_in: topics/hashtags#rule
  known: {ca: [FestaMajor], es: [FiestaMayor], en: [OpenLibrary]}
one-address:
  name: {ca: Un sol tractament, es: Un solo tratamiento, en: One form of address}
  check: mixed-address
  address:
    ca: {tu: [pots], vós: [podeu]}
    es: {tú: [puedes], usted: [usted]}
  explained_in: tone#voice
plain-words:
  name: {ca: Paraules planeres, es: Palabras llanas, en: Plain words}
  check: words
  avoid: {ca: [procedir a], es: [proceder a], en: [hereby]}
  replacements: {en: {commence: begin}}
  prefer: {ca: començar, es: empezar, en: begin}
  explained_in: tone#voice
few-hashtags:
  name: {ca: Poques etiquetes, es: Pocas etiquetas, en: Few hashtags}
  check: hashtags
  max: 3
  prefer: {ca: les més concretes, es: las más concretas, en: the most concrete}
  networks: [instagram]
  explained_in: topics/hashtags#rule
""",
    "terms": """\
post:
  term: {ca: publicació, es: publicación, en: post}
  definition: {ca: Missatge en un compte., es: Mensaje en una cuenta., en: A message on an account.}
  synonyms: {ca: [piulada], es: [tuit], en: [tweet]}
  see: [account]
account:
  term: {ca: compte, es: cuenta, en: account}
  definition: {ca: Perfil d'una unitat., es: Perfil de una unidad., en: A unit's profile.}
  forms: {ca: [comptes], es: [cuentas], en: [accounts]}
""",
    "queries": """\
- language: ca
  words: canviar la contrasenya
  answers: [responses/security-incident]
- language: es
  words: públicos del plan
  answers: [plans/institution#audiences, "plans/institution#audience-residents"]
""",
    "plans/institution": """\
name: {ca: Pla de la institució, es: Plan de la institución, en: Plan of the institution}
scope: institution
start: 2026-01-01
end: 2027-12-31
objectives:
  answer-in-time:
    statement: {ca: Respondre a temps., es: Responder a tiempo., en: Answer in time.}
    serves: {ca: Atenció ciutadana, es: Atención ciudadana, en: Citizen service}
    audiences: [residents]
    deadline: 2027-12-31
    owner: digital-content-lead
    indicators: [answered-in-time, followers]
audiences:
  residents:
    name: {ca: Veïnat, es: Vecindario, en: Residents}
    description: {ca: Qui viu al municipi., es: Quien vive en el municipio., en: Those who live in the town.}
    networks: [x]
    languages: [ca, es]
networks:
  x:
    purpose: {ca: Avisos i respostes., es: Avisos y respuestas., en: Notices and replies.}
    objectives: [answer-in-time]
    audiences: [residents]
indicators:
  answered-in-time:
    name: {ca: Respostes a temps, es: Respuestas a tiempo, en: Replies in time}
    type: use
    objective: answer-in-time
    source: {ca: Registre, es: Registro, en: Log}
    baseline: {value: 61, date: 2026-01-01}
    target: {value: 90, date: 2027-12-31}
    frequency: monthly
    responsible: digital-content-lead
  followers:
    name: {ca: Seguidors, es: Seguidores, en: Followers}
    type: growth
    objective: answer-in-time
    source: {ca: Estadístiques de la xarxa, es: Estadísticas de la red, en: Statistics of the network}
    baseline: {value: 3200, date: 2026-01-01}
    target: {value: 4000, date: 2027-12-31}
    frequency: quarterly
    temporal_aggregation: last
    responsible: editor
calendar:
  - when: {ca: Març, es: Marzo, en: March}
    what: {ca: Pressupost participatiu, es: Presupuesto participativo, en: Participatory budget}
resources:
  - name: {ca: Dues persones, es: Dos personas, en: Two people}
    amount: {ca: Mitja jornada, es: Media jornada, en: Half time}
risks:
  - name: {ca: Baixa llarga, es: Baja larga, en: Long sick leave}
    response: {ca: Suplència, es: Suplencia, en: Cover}
""",
    "plans/culture": """\
name: {ca: Pla de cultura, es: Plan de cultura, en: Culture plan}
scope: area
unit: culture
parent: institution
start: 2026-01-01
end: 2026-12-31
objectives:
  full-houses:
    statement: {ca: Omplir els actes., es: Llenar los actos., en: Fill the events.}
    serves: {ca: Política cultural, es: Política cultural, en: Cultural policy}
    audiences: [young-people]
    owner: editor
    indicators: [reach, new-followers]
    deadline: 2026-12-31
audiences:
  young-people:
    name: {ca: Joves, es: Jóvenes, en: Young people}
    networks: [instagram]
networks:
  instagram:
    purpose: {ca: Agenda., es: Agenda., en: Events.}
    objectives: [full-houses]
    audiences: [young-people]
indicators:
  reach:
    name: {ca: Abast, es: Alcance, en: Reach}
    type: use
    objective: full-houses
    source: {ca: Estadístiques, es: Estadísticas, en: Statistics}
    target: {value: 500, date: 2026-12-31}
    responsible: editor
    baseline: {value: 400, date: 2025-11-30}
    frequency: yearly
  new-followers:
    name: {ca: Seguidors nous, es: Seguidores nuevos, en: New followers}
    type: growth
    objective: full-houses
    source: {ca: Estadístiques, es: Estadísticas, en: Statistics}
    target: {value: 100, date: 2026-12-31}
    responsible: editor
    baseline: {value: 50, date: 2025-11-30}
    frequency: yearly
""",
}
CSV = "date,indicator,account,value\n2026-10-31,followers,x-main,3350\n2026-10-31,answered-in-time,,72.5\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 4h8"/></svg>\n'


def files(model: ContentModel) -> Iterator[tuple[str, str]]:
    """Return path and text of every file of the guide."""
    yield "mkdocs.yml", MKDOCS
    for name, text in DATA.items():
        yield f"data/{name}.yml", text
    yield "data/measures/2026.csv", CSV
    yield "docs/assets/approval.svg", SVG
    for id, kind, title in pages(model):
        for language in LANGUAGES:
            yield f"docs/{language}/{id}.md", page(id, kind, title, language)


def pages(model: ContentModel) -> Iterator[tuple[str, Kind, Mapping[str, str]]]:
    """Return id, kind and title of every page: those that every guide must have, and one for each network and plan."""
    for kind in model.kinds.values():
        for id, _, title in kind.pages(frozenset({"several-accounts"})):
            yield id, kind, title
    for id in (
        "networks/x",
        "networks/instagram",
        "networks/facebook",
        "plans/culture",
        "evaluation/culture-2025",
    ):
        kind = model.kind_of(id)
        assert kind is not None
        yield id, kind, kind.title
    overview = model.kinds["overview"]
    yield "topics/index", overview, overview.title


def page(id: str, kind: Kind, title: Mapping[str, str], language: str, source: str = LANGUAGES[0]) -> str:
    """Write a page with all the sections of its kind; that of the source language has the front matter."""
    conditions = frozenset({"specific-plan"}) if id == "plans/culture" else frozenset[str]()
    parts = []
    if language == source and kind.front_matter:
        owned = {"owner": "digital-content-lead", "reviewed": "2026-10-01", "review_every": "12"}
        parts.append("---\n" + "".join(f"{field}: {owned[field]}\n" for field in kind.front_matter) + "---\n")
    parts.append(f"# {title[language]}\n")
    if not kind.spec.sections:
        parts.append("\n" + TEXT[language].format(section=title[language], page=id) + "\n")
        if block := kind.block(id):
            parts.append(f"\n/// guide | {block.name}\n///\n")
    for section in kind.sections(conditions):  # type: ignore[arg-type]
        parts.append(f"\n## {section.title[language]} {{#{section.id}}}\n")
        if block := BLOCKS.get((kind.id, section.id)):
            parts.append(f"\n/// guide | {block}\n///\n")
        else:
            parts.append("\n" + TEXT[language].format(section=section.title[language], page=id) + "\n")
        if (id, section.id) == ("responses/participation-rules", "consequences"):
            parts.append(MEASURES[language])
    if id == "index":
        parts.append(EXTRAS[language])
    return "".join(parts)


def write(folder: Path) -> None:
    """Write the guide to a folder, which may not yet exist."""
    for path, text in files(load_model(ENGINE)):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    write(FOLDER)
