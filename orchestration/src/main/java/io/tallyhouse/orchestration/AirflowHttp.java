package io.tallyhouse.orchestration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests with a token. The token is fetched with the first request and once more when Airflow no longer takes it; redirects are
 * not followed, so neither password nor token leaves for another host.
 */
final class AirflowHttp {
    private static final JsonMapper JSON = new JsonMapper();

    private final AirflowConnection connection;
    private final HttpClient http;
    private @Nullable String token;

    AirflowHttp(AirflowConnection connection) {
        this.connection = connection;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connection.requestTimeout())
                .build();
    }

    /** An answer of any status, with the request that it answers. */
    record Reply(String method, URI uri, int status, String body) {
        boolean ok() {
            return status >= 200 && status < 300;
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw AirflowProblem.notJson(uri, e);
            }
        }

        /** The answer, or the error it stands for. */
        Reply orRefused() {
            if (!ok()) {
                throw AirflowProblem.refused(method, uri, status, detail());
            }
            return this;
        }

        /** Airflow's own words: its {@code detail} when there is one, else the first of the body. */
        String detail() {
            try {
                JsonNode detail = JSON.readTree(body).path("detail");
                if (!detail.isMissingNode()) {
                    return detail.isTextual() ? detail.textValue() : detail.toString();
                }
            } catch (JsonProcessingException e) {
                return clipped();
            }
            return clipped();
        }

        private String clipped() {
            return body.length() <= 300 ? body : body.substring(0, 300) + "…";
        }
    }

    Reply get(String path) {
        return authorized(HttpRequest.newBuilder(connection.resolve(path))
                .header("Accept", "application/json")
                .GET());
    }

    Reply post(String path, Map<String, ?> body) {
        return authorized(json(path, body));
    }

    /** One segment of a path, or one value of a query: everything but letters, digits and {@code -._} is percent-encoded. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private Reply authorized(HttpRequest.Builder request) {
        boolean fresh = token == null;
        Reply reply = send(withToken(request));
        if (fresh || !tokenRefused(reply)) {
            return reply;
        }
        token = null;
        return send(withToken(request));
    }

    /** 401 when the token is too old, 403 when the server was started again with another key. */
    private static boolean tokenRefused(Reply reply) {
        return reply.status() == 401 || (reply.status() == 403 && reply.detail().contains("JWT"));
    }

    private HttpRequest withToken(HttpRequest.Builder request) {
        String current = token;
        if (current == null) {
            current = login();
            token = current;
        }
        return request.setHeader("Authorization", "Bearer " + current).build();
    }

    private String login() {
        Map<String, String> credentials = Map.of("username", connection.user(), "password", connection.password());
        Reply reply = send(json("/auth/token", credentials).build());
        String fetched = reply.ok() ? reply.json().path("access_token").asText("") : "";
        if (fetched.isEmpty()) {
            throw AirflowProblem.loginRefused(
                    connection, reply.status(), reply.ok() ? "without a token" : reply.detail());
        }
        return fetched;
    }

    private HttpRequest.Builder json(String path, Map<String, ?> body) {
        return HttpRequest.newBuilder(connection.resolve(path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Reply(request.method(), request.uri(), response.statusCode(), response.body());
        } catch (IOException e) {
            throw AirflowProblem.unreachable(connection.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AirflowProblem.interrupted();
        }
    }
}
