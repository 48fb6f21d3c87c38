package io.apoptosis.gateway.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/**
 * A guide of {@code docs/} as HTML.
 *
 * @param title its first heading, plain text
 * @param body without the page around it
 */
record Guide(String title, String body) {
    private static final List<Extension> GITHUBS = List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(GITHUBS).build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().extensions(GITHUBS).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(GITHUBS).build();

    /**
     * @param path in {@code docs/}: links are relative to it
     * @param served whether something in {@code docs/} is here; links to what is only in the repository become text
     */
    static Guide of(Path path, String markdown, Predicate<Path> served) {
        Node document = PARSER.parse(markdown);
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                String target = link.getDestination().replaceFirst("#.*", "");
                if (!target.isEmpty()
                        && !target.contains(":")
                        && !served.test(path.resolveSibling(target).normalize())) {
                    unwrap(link);
                }
            }
        });
        Node first = document.getFirstChild();
        return new Guide(first instanceof Heading ? TEXT.render(first) : path.toString(), HTML.render(document));
    }

    private static void unwrap(Link link) {
        while (link.getFirstChild() != null) {
            link.insertBefore(link.getFirstChild());
        }
        link.unlink();
    }
}
