package example;

import static dev.weft.Weft.await;
import static example.OnEventThread.onEventThread;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.weft.Async;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** A hot method needs no loop of its own: it starts in the listener, and goes on where what it awaits lets it. */
class SearchPanel extends JPanel {
    final JButton button = new JButton("Search");
    final JLabel status = new JLabel("Ready");
    final DefaultListModel<String> found = new DefaultListModel<>();

    private final Function<String, CompletableFuture<List<String>>> library;
    private CompletableFuture<Void> searching = completedFuture(null);

    SearchPanel(Function<String, CompletableFuture<List<String>>> library) {
        this.library = library;
        button.addActionListener(click -> {
            searching.cancel(true);
            searching = search("weaving");
        });
    }

    @Async
    private CompletableFuture<Void> search(String words) {
        status.setText("Searching");
        try {
            var titles = await(onEventThread(library.apply(words)), IOException.class);
            found.clear();
            found.addAll(titles);
            status.setText(titles.size() + " found");
        } catch (IOException e) {
            status.setText("Failed: " + e.getMessage());
        }
        return completedFuture(null);
    }
}
