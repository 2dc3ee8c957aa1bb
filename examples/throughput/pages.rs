//! Small web pages, each of its own text: a menu, a title, a byline, six paragraphs.

/// Sentences that the paragraphs are made of.
const SENTENCES: &[&str] = &[
    "Le conseil municipal a voté hier soir la remise en eau du canal, fermé depuis trois hivers.",
    "La préfecture assure que les travaux seront achevés avant la saison des pluies.",
    "Sur le quai, les mariniers demandent surtout combien de temps durera le détour.",
    "« Nous avons perdu un client sur trois », résume le patron d'une péniche.",
    "La Région paie la moitié du chantier, l'État un quart, les communes le reste.",
    "Une enquête publique s'ouvrira au printemps dans les mairies des deux rives.",
    "Les riverains craignent le bruit des pompes, que le maître d'œuvre promet de couvrir.",
    "Il faudra aussi refaire le pont, dont la pile nord menace de céder.",
    "Le port, lui, compte sur quarante emplois et sur le retour des céréaliers.",
    "Rien n'est encore signé avec l'entreprise qui exploitera l'écluse.",
    "Les pêcheurs ont obtenu que la vanne reste ouverte pendant la montée des aloses.",
];

/// The page of this number.
pub(crate) fn page(number: usize) -> String {
    let paragraphs: Vec<String> = (0..6)
        .map(|paragraph| {
            let sentence = |at: usize| {
                SENTENCES[(number * 7 + paragraph * 3 + at * 5) % SENTENCES.len()]
            };
            format!("<p>{} {} {}</p>\n", sentence(0), sentence(1), sentence(2))
        })
        .collect();
    let paragraphs = paragraphs.concat();
    let day = number % 28 + 1;
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\">\
         <title>Canal : le chantier, jour {number} | La Vigie du Midi</title>\
         <meta property=\"og:site_name\" content=\"La Vigie du Midi\">\
         <meta property=\"article:published_time\" content=\"2013-05-{day:02}T08:00:00+02:00\">\
         </head><body><nav><ul><li><a href=\"/\">Accueil</a></li><li><a href=\"/port\">Port</a></li>\
         <li><a href=\"/culture\">Culture</a></li></ul></nav><article>\
         <h1>Canal : le chantier, jour {number}</h1><p class=\"auteur\">Par Claire Vidal</p>\n\
         {paragraphs}</article><footer><p>Tous droits réservés</p></footer></body></html>\n"
    )
}
