package dev.weft.tools.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProgramNameTest {

    @Test
    void theMainClassWithoutArguments() {
        assertEquals("example.Main", ProgramName.of("example.Main"));
        assertEquals("example.Main", ProgramName.of("example.Main --port 80 lib/a.jar"));
        assertEquals("Größe$Main", ProgramName.of("Größe$Main x"));
    }

    @Test
    void theMainClassWithoutItsModule() {
        assertEquals("example.Main", ProgramName.of("com.acme.shop/example.Main a/b"));
    }

    @Test
    void theFileNameOfTheJar() {
        assertEquals("shop.jar", ProgramName.of("shop.jar serve"));
        assertEquals("shop-1.0.jar", ProgramName.of("/opt/shop/shop-1.0.jar"));
        assertEquals("my shop.jar", ProgramName.of("/opt/my shops/my shop.jar serve other.jar"));
        assertEquals("shop.jar", ProgramName.of("C:\\Program Files\\shop.jar serve"));
        assertEquals("shop.war", ProgramName.of("target/shop.war serve"));
    }

    @Test
    void nothingIsKnown() {
        assertEquals("", ProgramName.of(""));
    }
}
