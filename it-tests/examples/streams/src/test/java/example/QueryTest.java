package example;

import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {
    private final Table table = new Table(25);
    private final Query query = new Query(table);

    @Test
    void allRows() {
        assertEquals(25, run(query.rows().count()));
        assertEquals(4, table.pagesAsked);
        assertEquals(0, table.connectionsOpen);
    }

    @Test
    void noMorePagesThanNeeded() {
        assertEquals("row 12", run(query.find("12")));
        assertEquals(2, table.pagesAsked);
        assertEquals(0, table.connectionsOpen);
    }

    @Test
    void notFound() {
        assertNull(run(query.find("x")));
        assertEquals(0, table.connectionsOpen);
    }

    @Test
    void throughOperators() {
        assertEquals(
                List.of("ROW 10", "ROW 11"),
                run(query.rows()
                        .filter(row -> row.startsWith("row 1"))
                        .skip(1)
                        .limit(2)
                        .map(String::toUpperCase)
                        .toList()));
        assertEquals(2, table.pagesAsked);
        assertEquals(0, table.connectionsOpen);
    }
}
