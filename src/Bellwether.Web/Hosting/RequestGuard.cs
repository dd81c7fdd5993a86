using System.Net;

namespace Bellwether.Web;

/// <summary>
/// Refuses requests that another site could have provoked in the user's browser: an unknown <c>Host</c> (a foreign name pointed at this address), and
/// anything but a plain read whose <c>Origin</c> is not this very address. Every answer carries the headers that confine a page to its own scripts.
/// </summary>
sealed class RequestGuard
{
    // Inline styles stay allowed: MudBlazor's theme provider writes a style element. Scripts come from this address only.
    const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    readonly HashSet<string> allowedHosts;

    public RequestGuard(string host, IEnumerable<string> more) =>
        allowedHosts = new HashSet<string>(["127.0.0.1", "localhost", "::1", host, .. more], StringComparer.OrdinalIgnoreCase);

    public Task Check(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        var request = context.Request;
        if (!allowedHosts.Contains(request.Host.Host.Trim('[', ']')))
            return Refuse(context, HttpStatusCode.BadRequest,
                $"The request names the host '{request.Host.Value}'. This dashboard answers to {string.Join(", ", allowedHosts)}; allow another name in its configuration.");
        if (!IsPlainRead(context) && !ComesFromHere(request))
            return Refuse(context, HttpStatusCode.Forbidden,
                $"The request comes from '{request.Headers.Origin}'. Only pages of this dashboard (origin {request.Scheme}://{request.Host.Value}) may send it.");
        return next(context);
    }

    static bool IsPlainRead(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) && !IsUpgrade(context.Request);

    // Both spellings: HTTP/1.1 asks by an Upgrade header, HTTP/2 by an extended CONNECT (which is no GET).
    static bool IsUpgrade(HttpRequest request) => request.Headers.Upgrade.Count > 0;

    static bool ComesFromHere(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin) &&
        origin.Scheme is "http" or "https" &&
        string.Equals(origin.Authority, new Uri($"{origin.Scheme}://{request.Host.Value}").Authority, StringComparison.OrdinalIgnoreCase);

    static Task Refuse(HttpContext context, HttpStatusCode status, string sentence)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence, context.RequestAborted);
    }
}
