//! Whatever the bytes, a reader gives articles or a fault.

use super::read_bytes;

/// Beginnings that each lead to another reader.
const OPENINGS: &[&str] = &[
    "<article><span class=\"DocPublicationName\">",
    "<html><span class='DocPublicationName'>",
    "<div class=\"article frArticle\"><td class=index>",
    "<a name=\"DOC_ID_0_0\"></a><br><div>",
    "<PPSResponse><article>",
    "<NewsML><NewsItem>",
    "<newsMessage><newsItem>",
    "<nitf><body.content>",
    "<alto><Page><TextBlock><TextLine>",
    "<corpus><text titre='a'>",
    "<rss><channel><item>",
    "<feed><entry>",
    "TY  - NEWS\n",
    "@article{a,",
    "**** *source_a\n",
    "[{\"title\": \"a\"}",
    "[{\"is_archived\": 1, \"content\": \"",
    "From a Mon 12:00:00 2012\nSubject: a\n",
    "Message-ID: <a>\nSubject: a\n",
    "WARC/1.0\nWARC-Type: response\nContent-Length: 99\n\nHTTP/1.1 200 OK\nContent-Type: text/html\n\n",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]

    /// Whatever the bytes and the name, a reader gives articles or a fault.
    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, name in "[ab]\\.(txt|md|jsonl|csv|json|html|xml|eml|ris|bib|)") {
        let _ = read_bytes(&name, &bytes);
    }

    /// The same with what looks like an export.
    #[test]
    fn any_export_is_survived(
        opening in proptest::sample::select(OPENINGS),
        text in "(<[a-z/!?]{1,8}>|<p>|</p>|<br>|<td class=index>|HD|<b>|</div>|<!--|<!\\[CDATA\\[|\\]\\]>|&[a-z#0-9]{1,6};|&|news·20120101·A·1|é|'|\"|\\{|\\}|,|=|@|\n|TI  - |Content-Type: |multipart/mixed; boundary=a|--a|[a-z]{1,9}| ){0,80}",
    ) {
        let _ = read_bytes("a", format!("{opening}{text}{opening}{text}").as_bytes());
    }

    /// The same with text that looks like something.
    #[test]
    fn any_text_is_survived(
        text in "(---\n|titre|texte|: |;|,|\"|\\{|\\}|\n|\r\n|\t|# |- |é|«|Par |2012|\u{c}|[a-z]{1,9}| ){0,80}",
        name in "[ab]\\.(txt|md|jsonl|csv)",
    ) {
        let _ = read_bytes(&name, text.as_bytes());
    }
}
