package io.tallyhouse.orchestration;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Where Airflow's API answers and as whom to ask it.
 *
 * <p>Outside this machine only https is accepted, and certificates are always checked: the password travels in the first request.
 *
 * @param uri base address, with a path when Airflow lives under one; without query
 * @param user name for {@code /auth/token}
 * @param password the secret itself; references to secrets are resolved by the caller
 * @param requestTimeout longest time to wait for one answer
 */
public record AirflowConnection(URI uri, String user, String password, Duration requestTimeout) {
    public AirflowConnection {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty() || !(scheme.equals("https") || scheme.equals("http"))) {
            throw AirflowProblem.invalidAddress(uri, "it is not an http(s) address with a host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw AirflowProblem.invalidAddress(uri, "user, query and fragment have no place in it");
        }
        if (scheme.equals("http") && !isLoopback(host)) {
            throw AirflowProblem.invalidAddress(uri, "plain http is for this machine only, use https");
        }
    }

    /** By name or literal address, without asking a name server. */
    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** The address of a path that begins with a slash and is already percent-encoded. */
    URI resolve(String path) {
        String base = uri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    @Override
    public String toString() {
        return user + " at " + uri;
    }
}
