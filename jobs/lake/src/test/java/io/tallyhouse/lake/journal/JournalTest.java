package io.tallyhouse.lake.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant SINCE = Instant.parse("2026-03-31T02:00:00Z");

    @TempDir
    Path warehouse;

    @Test
    void segments_are_read_in_order_of_their_names() {
        Journal journal = new Journal(warehouse, "deliveries");
        journal.append("run-2", List.of(entry(3)));
        journal.append("run-1", List.of(entry(1), entry(2)));
        assertThat(journal.read()).extracting(e -> e.path("n").asInt()).containsExactly(1, 2, 3);
        assertThat(journal.segments()).containsExactly("run-1", "run-2");
    }

    @Test
    void the_same_again_changes_nothing_and_other_content_is_refused() throws IOException {
        Journal journal = new Journal(warehouse, "deliveries");
        journal.append("run-1", List.of(entry(1)));
        journal.append("run-1", List.of(entry(1)));
        assertThatThrownBy(() -> journal.append("run-1", List.of(entry(2))))
                .hasMessageContaining("exists with other content");
        assertThat(journal.read()).hasSize(1);
        assertThat(warehouse.resolve("journal/deliveries").toFile().list())
                .as("no temporary file is left")
                .hasSize(1);
    }

    @Test
    void names_cannot_leave_the_folder() {
        assertThatThrownBy(() -> new Journal(warehouse, "../x")).hasMessageContaining("Invalid journal name");
        assertThatThrownBy(() -> new Journal(warehouse, "x").append("../../y", List.of()))
                .hasMessageContaining("Invalid journal name");
    }

    @Test
    void the_second_holder_hears_who_is_first_also_from_another_process() throws Exception {
        try (WarehouseLock lock = WarehouseLock.take(warehouse, "tallyhouse nightly", SINCE)) {
            assertThat(lock).isNotNull();
            String expected =
                    "process " + ProcessHandle.current().pid() + ", tallyhouse nightly, since 2026-03-31T02:00:00Z";
            assertThatThrownBy(() -> WarehouseLock.take(warehouse, "other", SINCE))
                    .isInstanceOfSatisfying(
                            WarehouseLock.HeldException.class,
                            e -> assertThat(e.holder()).isEqualTo(expected));
            assertThat(otherProcess().waitFor())
                    .as("still held after the refusal above")
                    .isEqualTo(75);
        }
        assertThat(otherProcess().waitFor()).as("free again").isZero();
    }

    @Test
    void the_lock_of_a_killed_process_is_free() throws Exception {
        Process holder = otherProcess("stay");
        assertThat(holder.getInputStream().read()).isEqualTo('h');
        assertThatThrownBy(() -> WarehouseLock.take(warehouse, "me", SINCE))
                .hasMessageContaining("process " + holder.pid());
        holder.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        WarehouseLock.take(warehouse, "me", SINCE).close();
    }

    private Process otherProcess(String... more) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                warehouse.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static ObjectNode entry(int n) {
        return JSON.createObjectNode().put("n", n);
    }
}
