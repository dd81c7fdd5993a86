using Microsoft.Net.Http.Headers;

namespace Bellwether.Web;

/// <summary>What programs may read: the snapshot that the pages show, and whether the desk is alive.</summary>
static class DeskApi
{
    public static void MapDeskApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/snapshot", (DeskWatch watch, HttpContext context) => Snapshot(watch.Look(), context))
            .WithName("getSnapshot").WithTags("Desk").WithSummary("What the pages show: account, positions, orders, executions, alerts and connections.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status503ServiceUnavailable, contentType: "application/json");
        routes.MapGet("/health", (DeskWatch watch, HttpContext context) => Health(watch.Look(), context))
            .WithName("getHealth").WithTags("Desk").WithSummary("Whether the desk is alive: ok, starting or silent.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status503ServiceUnavailable, contentType: "application/json");
    }

    static IResult Snapshot(DeskView view, HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return view.Snapshot is { } snapshot
            ? Results.Json(snapshot with { Account = Figure.Account(snapshot.Mode, snapshot.Account) }, SnapshotJson.Options)
            : Results.Json(new HealthReport("starting", null, null, null), SnapshotJson.Options, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    static IResult Health(DeskView view, HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        var status = view switch { { Snapshot: null } => "starting", { Silence: not null } => "silent", _ => "ok" };
        var report = new HealthReport(status, view.Snapshot?.Sequence, view.Snapshot?.Time, view.Silence is { } s ? (long)s.TotalSeconds : null);
        return Results.Json(report, SnapshotJson.Options, statusCode: status == "ok" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <param name="Status">ok; starting: nothing published yet; silent: nothing published for longer than there should be.</param>
    /// <param name="SilentForSeconds">Only when silent.</param>
    sealed record HealthReport(string Status, long? Sequence, NodaTime.Instant? Time, long? SilentForSeconds);
}
