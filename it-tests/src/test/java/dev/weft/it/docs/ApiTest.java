package dev.weft.it.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * What each published module shows to others stands in its file {@code api.txt}, to the character: a change of it is seen in
 * review, and is never made by accident. {@code -Dweft.api.update=true} writes the files anew.
 */
class ApiTest {
    private static final String UPDATE = "weft.api.update";

    @Test
    void theRuntimesIsWhatItsModuleExports() throws IOException {
        ModuleDescriptor module;
        try (var in = Files.newInputStream(classesOf("runtime").resolve("module-info.class"))) {
            module = ModuleDescriptor.read(in);
        }
        Set<String> exported = module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        assertApi("runtime", exported);
    }

    @Test
    void theWeaversIsTheLibraryAndItsFrontEnds() throws IOException {
        assertApi(
                "compiler-plugin",
                Set.of(
                        "dev.weft.compiler",
                        "dev.weft.compiler.agent",
                        "dev.weft.compiler.cli",
                        "dev.weft.compiler.finding",
                        "dev.weft.compiler.javac"));
    }

    /** Builds name goals and parameters, no classes. */
    @Test
    void thePluginsIsItsGoalsAndTheirParameters() throws Exception {
        var text = new StringBuilder();
        var descriptor = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(classesOf("maven-plugin")
                        .resolve("META-INF/maven/plugin.xml")
                        .toFile());
        for (Element mojo : elements(descriptor.getDocumentElement(), "mojo")) {
            if (child(mojo, "goal").equals("help")) {
                continue; // made by Maven's tools
            }
            text.append("goal ")
                    .append(child(mojo, "goal"))
                    .append(" in ")
                    .append(child(mojo, "phase"))
                    .append('\n');
            var defaults = elements(mojo, "configuration").get(0);
            elements(mojo, "parameter").stream()
                    .filter(parameter -> child(parameter, "editable").equals("true"))
                    .map(parameter -> parameter(parameter, defaults))
                    .sorted()
                    .forEach(text::append);
        }
        assertSame("maven-plugin", text.toString());
    }

    private static String parameter(Element parameter, Element defaults) {
        String name = child(parameter, "name");
        var given = elements(defaults, name);
        return "    " + child(parameter, "type") + " " + name
                + (given.isEmpty() || given.get(0).getTextContent().isEmpty()
                        ? ""
                        : " from " + given.get(0).getTextContent())
                + (given.isEmpty() || given.get(0).getAttribute("default-value").isEmpty()
                        ? ""
                        : " else " + given.get(0).getAttribute("default-value"))
                + "\n";
    }

    private static List<Element> elements(Element in, String name) {
        var found = in.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static String child(Element in, String name) {
        return elements(in, name).get(0).getTextContent();
    }

    @Test
    void theToolsIsTheirCommandLine() throws IOException {
        assertApi("tools", Set.of("dev.weft.tools.cli"));
    }

    @Test
    void theTestKitsIsWhatTestsName() throws IOException {
        assertApi("extensions/testkit", Set.of("dev.weft.test"));
    }

    @Test
    void theNetworksIsItsPackage() throws IOException {
        assertApi("extensions/net", Set.of("dev.weft.net"));
    }

    private static void assertApi(String module, Set<String> packages) throws IOException {
        String actual = ApiDump.of(classesOf(module), packages::contains);
        for (String shown : packages) {
            assertTrue(actual.contains(" " + shown + "."), () -> shown + " has nothing that is seen from outside");
        }
        assertSame(module, actual);
    }

    private static void assertSame(String module, String actual) throws IOException {
        Path file = Repository.ROOT.resolve(module).resolve("api.txt");
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, actual);
        }
        assertTrue(Files.exists(file), () -> "there is no " + file + "; -D" + UPDATE + "=true writes it");
        assertEquals(
                Files.readString(file).replace("\r\n", "\n"),
                actual,
                "what others see of " + module + " has changed; -D" + UPDATE + "=true writes its api.txt anew");
    }

    private static Path classesOf(String module) {
        Path classes = Repository.ROOT.resolve(module).resolve("target/classes");
        assertTrue(Files.isDirectory(classes), () -> classes + " is made by mvn compile");
        return classes;
    }
}
