package dev.weft.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The pictures, read as XML. */
class PicturesTest {
    @TempDir
    private Path dir;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(
                dir.resolve("performance.md"),
                "<!-- figures: written by benchmarks/report -->\n<!-- end of figures -->\n");
        var results = Path.of(PicturesTest.class.getResource("/report/results").toURI());
        Files.setLastModifiedTime(results.resolve("jdk25.json"), FileTime.from(Instant.EPOCH));
        Report.write(results, dir, dir);
    }

    private Document picture(String file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(dir.resolve(file)))));
    }

    private List<String> texts(String file, String tag) throws Exception {
        var nodes = picture(file).getElementsByTagName(tag);
        var texts = new ArrayList<String>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void usersSeeOnlyTheirRowsAndPeers() throws Exception {
        assertEquals(
                List.of(
                        "What it costs, JDK 25.0.3 (OpenJDK 64-Bit Server VM)",
                        "hand-written",
                        "virtual thread",
                        "Weft",
                        "0.1",
                        "1",
                        "10",
                        "100",
                        "1,000",
                        "nanoseconds for one operation, logarithmic; left is better",
                        "await something ready",
                        "yield",
                        "message between tasks"),
                texts("performance.svg", "text"));
        assertEquals(
                List.of(
                        "hand-written",
                        "virtual thread",
                        "Weft",
                        "Weft: 0.78 ns",
                        "hand-written: 4.26 ns",
                        "virtual thread: 795 ns",
                        "Weft: 8.51 ns",
                        "Weft: 30.3 ns"),
                texts("performance.svg", "title"));
    }

    @Test
    void growthHasALineForEachPeerWithItsNameAtTheEnd() throws Exception {
        assertEquals(
                List.of("Kotlin, 1,000: 300 ns", "Weft, 1,000: 40.0 ns", "Weft, 10,000: 200 ns"),
                texts("growth-tasks.svg", "title"));
        var texts = texts("growth-tasks.svg", "text");
        assertEquals(List.of("Kotlin", "Weft"), texts.subList(texts.size() - 2, texts.size()));
    }

    @Test
    void noLocalsHaveAPlaceOnALogarithmicAxis() throws Exception {
        var texts = texts("growth-locals.svg", "text");
        int marks = texts.indexOf("0");
        assertEquals(List.of("0", "4", "16"), texts.subList(marks, marks + 3));
        assertEquals(
                List.of("Weft, locals change", "Weft, locals stay"), texts.subList(texts.size() - 2, texts.size()));
    }

    @Test
    void thoseOnThePageForUsersDifferInShapeAndColour() {
        var shapes = EnumSet.noneOf(Shape.class);
        var colours = new HashSet<String>();
        for (var peer : Use.PEERS) {
            shapes.add(peer.shape());
            colours.add(peer.colour());
        }
        assertEquals(Use.PEERS.size(), shapes.size(), shapes::toString);
        assertEquals(Use.PEERS.size(), colours.size(), colours::toString);
    }

    @Test
    void anAxisEndsAtPowersOfTen() {
        var axis = Axis.of(DoubleStream.of(0.3, 250), 0.1, 0, 400);
        assertArrayEquals(new double[] {0.1, 1, 10, 100, 1_000}, axis.marks(), 1e-9);
        assertEquals(100, axis.at(1), 1e-9);
        assertEquals(250, axis.at(Math.pow(10, 1.5)), 1e-9);
        assertEquals(0, axis.at(0), 1e-9);
        assertEquals(400, axis.at(5_000), 1e-9);
    }

    @Test
    void namesThatWouldLieOnOneAnotherMoveApart() {
        assertArrayEquals(new double[] {10, 25, 40, 90}, Heights.apart(new double[] {10, 11, 12, 90}, 15, 100));
        assertArrayEquals(new double[] {70, 85, 100}, Heights.apart(new double[] {70, 95, 99}, 15, 100));
    }

    @Test
    void pointsThatWouldHideEachOtherGoAboveAndBelow() {
        var lanes = Lanes.in(35);
        assertArrayEquals(
                new double[] {0, -11, 11, 0, 0},
                DoubleStream.of(100, 105, 95, 300, 101).map(lanes::offset).toArray());
        assertEquals(0, Lanes.in(21).offset(1));
    }

    @Test
    void aLineThatIsTheSecondOfItsPeerIsDashed() {
        var stay = new Result("GrowthLocals", Map.of("locals", "4", "changing", "false"), "weft", 8, 0, 0);
        var change = new Result("GrowthLocals", Map.of("locals", "4", "changing", "true"), "weft", 9, 0, 0);
        var curves = Curve.of(Growth.LOCALS, List.of(stay, change));
        assertEquals(List.of(false, true), curves.stream().map(Curve::dashed).toList());
    }
}
