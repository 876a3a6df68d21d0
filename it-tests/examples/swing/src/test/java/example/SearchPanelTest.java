package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.swing.SwingUtilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tests play the library and answer on a thread that is not the event thread. */
class SearchPanelTest {
    private final Deque<CompletableFuture<List<String>>> asked = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private final Set<Thread> threads = new HashSet<>();
    private SearchPanel panel;

    @BeforeEach
    void open() throws Exception {
        SwingUtilities.invokeAndWait(() -> {
            panel = new SearchPanel(words -> {
                asked.add(new CompletableFuture<>());
                return asked.getLast();
            });
            panel.status.addPropertyChangeListener("text", change -> {
                texts.add((String) change.getNewValue());
                threads.add(Thread.currentThread());
            });
        });
    }

    /** All changes happen on the event thread. */
    @AfterEach
    void onOneThread() throws Exception {
        SwingUtilities.invokeAndWait(() -> assertEquals(Set.of(Thread.currentThread()), threads));
    }

    @Test
    void showsWhatWasFound() throws Exception {
        click();
        answer(List.of("On Weaving", "Warp and Weft"));
        assertEquals(List.of("Searching", "2 found"), texts);
        assertEquals(List.of("On Weaving", "Warp and Weft"), Collections.list(panel.found.elements()));
    }

    /** The handler also runs on the event thread. */
    @Test
    void showsWhatFailed() throws Exception {
        click();
        asked.getLast().completeExceptionally(new IOException("closed today"));
        afterwards();
        assertEquals(List.of("Searching", "Failed: closed today"), texts);
    }

    /** The click returns at once: other events get their turn while the library searches. */
    @Test
    void doesNotBlockTheEventThread() throws Exception {
        click();
        SwingUtilities.invokeAndWait(() -> panel.status.setText("Still here"));
        answer(List.of());
        assertEquals(List.of("Searching", "Still here", "0 found"), texts);
    }

    @Test
    void anotherClickCancelsTheSearch() throws Exception {
        click();
        click();
        assertTrue(asked.getFirst().isCancelled(), asked.getFirst()::toString);
        answer(List.of("Looms"));
        assertEquals(List.of("Searching", "1 found"), texts);
    }

    private void click() throws Exception {
        SwingUtilities.invokeAndWait(() -> panel.button.doClick(0));
    }

    private void answer(List<String> titles) throws Exception {
        asked.getLast().complete(titles);
        afterwards();
    }

    /** Waits until all events that are queued now have been handled. */
    private void afterwards() throws Exception {
        SwingUtilities.invokeAndWait(() -> {});
    }
}
