package io.tallyhouse.orchestration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that answers requests from a table, for what a real Airflow shows only after a day: tokens that grow old. */
final class FakeAirflow implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private int logins;
    private Answer tokenRefusal = new Answer(401, "{\"detail\":\"Token Expired\"}");

    record Answer(int status, String body) {}

    FakeAirflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    AirflowConnection connection() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/airflow/");
        return new AirflowConnection(uri, "night", "correct", Duration.ofSeconds(5));
    }

    /** @param request method and raw path below the base address, with the query */
    FakeAirflow answering(String request, int status, String body) {
        answers.put(request, new Answer(status, body));
        return this;
    }

    /** From now on only tokens of a later login are taken; others get this answer. */
    void outdateTokens(int status, String body) {
        tokenRefusal = new Answer(status, body);
        validFrom = logins + 1;
    }

    private int validFrom = 1;

    /** Method and raw path of every request but logins. */
    List<String> requests() {
        return requests;
    }

    /** Of every request with one, logins included. */
    List<String> bodies() {
        return bodies;
    }

    int logins() {
        return logins;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!body.isEmpty()) {
            bodies.add(body);
        }
        String path = exchange.getRequestURI().toString().replaceFirst("^/airflow", "");
        Answer answer = path.equals("/auth/token") ? login(body) : authorized(exchange, path);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer login(String body) {
        if (!body.contains("\"correct\"")) {
            return new Answer(401, "{\"detail\":\"Invalid credentials\"}");
        }
        logins++;
        return new Answer(201, "{\"access_token\":\"" + logins + "\"}");
    }

    private Answer authorized(HttpExchange exchange, String path) {
        String request = exchange.getRequestMethod() + " " + path;
        requests.add(request);
        String token = exchange.getRequestHeaders().getFirst("Authorization").replace("Bearer ", "");
        if (Integer.parseInt(token) < validFrom) {
            return tokenRefusal;
        }
        return answers.getOrDefault(request, new Answer(404, "{\"detail\":\"no answer for " + request + "\"}"));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
