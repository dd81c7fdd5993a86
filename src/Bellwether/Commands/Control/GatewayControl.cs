using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Configuration;
using Bellwether.InteractiveBrokers.Simulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Bellwether.Commands.Control;

/// <summary>
/// A small HTTP service beside a simulated gateway: its faults and connections can be looked at, and faults added, fired and taken away, while it runs; see
/// docs/faults.md, and <c>/openapi/v1.json</c> for programs. It listens on the loopback only and answers wrong requests with <c>{"errors": [{"field", "message"}]}</c>.
/// </summary>
sealed class GatewayControl : IAsyncDisposable
{
    const int LargestBody = 64 << 10;

    static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly GatewayServer gateway;
    readonly Lock gate = new();
    /// <summary>Each fault as it was written, by its number.</summary>
    readonly Dictionary<int, JsonObject> written = [];
    WebApplication? application;

    GatewayControl(GatewayServer gateway, IReadOnlyList<FaultSettings> script)
    {
        this.gateway = gateway;
        for (var i = 0; i < script.Count; i++) written[i + 1] = Written(script[i]);
    }

    /// <summary>Where it answers, with the port that was taken.</summary>
    public Uri Address => new(application!.Urls.Single());

    /// <summary>Starts it; it answers once the gateway runs.</summary>
    /// <param name="gateway">The gateway, made with <see cref="GatewayOptions.TakesFaults"/>.</param>
    /// <param name="script">The faults that it was started with.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <exception cref="GatewayHostException">The port cannot be used.</exception>
    public static async Task<GatewayControl> StartAsync(GatewayServer gateway, IReadOnlyList<FaultSettings> script, int port)
    {
        var control = new GatewayControl(gateway, script);
        // The empty builder reads no environment variables and no settings file: nothing but the option can open a port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRouting();
        builder.Services.AddOpenApi(api => api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Control of a simulated IB Gateway";
            return Task.CompletedTask;
        }));
        var application = builder.Build();
        control.application = application;
        application.Use(Guard);
        application.UseRouting();
        control.Map(application);
        try
        {
            await application.StartAsync(CancellationToken.None);
            return control;
        }
        catch (Exception problem) when (problem is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw new GatewayHostException(problem.InnerException is AddressInUseException
                ? $"the control API cannot listen on 127.0.0.1: port {port} is in use by another program; end that program or choose another port with --control-port"
                : $"the control API cannot listen on 127.0.0.1 port {port}: {problem.Message}; choose a port that this user may open", problem);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (application is null) return;
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    /// <summary>Only programs of this machine: what a page of some site makes a browser send has an origin, or names a host that is not this one.</summary>
    static Task Guard(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host is not ("127.0.0.1" or "localhost")) return Refuse("Host", $"\"{host}\": expected 127.0.0.1 or localhost").ExecuteAsync(context);
        return context.Request.Headers.Origin.Count > 0
            ? Refuse("Origin", $"\"{context.Request.Headers.Origin}\": expected none; this service is not for browsers").ExecuteAsync(context)
            : next(context);

        static IResult Refuse(string field, string message) => Error(StatusCodes.Status403Forbidden, field, message);
    }

    void Map(WebApplication routes)
    {
        routes.MapOpenApi();
        routes.MapGet("/health", (Delegate)HealthAsync).WithSummary("That the gateway runs, where, and what time it has.").Produces<HealthAnswer>();
        routes.MapGet("/v1/faults", (Delegate)FaultsAsync).WithSummary("Every fault, with how often it happened and when it is due.").Produces<FaultsAnswer>();
        Failing(routes.MapPost("/v1/faults", (Delegate)AddAsync).WithSummary("Adds a fault. The body, whatever type it is said to have, is one item of a script's list as JSON or YAML.").Produces<FaultAnswer>(StatusCodes.Status201Created),
            StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge);
        Failing(routes.MapPost("/v1/faults/{id:int}/fire", (Delegate)FireAsync).WithSummary("Makes a fault happen now, or with its next occasion.").Produces<FaultAnswer>(), StatusCodes.Status404NotFound);
        Failing(routes.MapDelete("/v1/faults/{id:int}", (Delegate)RemoveAsync).WithSummary("Takes a fault away; what is under way goes on.").Produces(StatusCodes.Status204NoContent), StatusCodes.Status404NotFound);
        routes.MapGet("/v1/connections", (Delegate)ConnectionsAsync).WithSummary("Every connection.").Produces<ConnectionsAnswer>();
        Failing(routes.MapPost("/v1/connections/{number:int}/drop", (Delegate)DropAsync).WithSummary("Closes a connection; nobody is let in for the outage (?outage=5s).").Produces(StatusCodes.Status204NoContent),
            StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        Failing(routes.MapPost("/v1/connections/{number:int}/half-open", (Delegate)HalfOpenAsync).WithSummary("Leaves a connection as it is and reads and sends nothing more (?holdsId=30s: 326 for so long afterwards).").Produces(StatusCodes.Status204NoContent),
            StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        routes.MapFallback("{*path}", (HttpRequest request) => Error(StatusCodes.Status404NotFound, "path",
            $"{request.Method} {request.Path}: expected GET /health, GET or POST /v1/faults, POST /v1/faults/ID/fire, DELETE /v1/faults/ID, GET /v1/connections, POST /v1/connections/NUMBER/drop, POST /v1/connections/NUMBER/half-open or GET /openapi/v1.json"));

        static void Failing(RouteHandlerBuilder route, params int[] codes)
        {
            foreach (var code in codes) route.Produces<ErrorsAnswer>(code);
        }
    }

    async Task<IResult> HealthAsync(HttpContext context) => Json(await gateway.AskAsync(core => HealthAnswer.Of(gateway, core), context.RequestAborted));

    async Task<IResult> FaultsAsync(HttpContext context)
    {
        var faults = await gateway.AskAsync(core => core.Faults, context.RequestAborted);
        return Json(new FaultsAnswer([.. faults.Select(Shown)]));
    }

    async Task<IResult> AddAsync(HttpContext context)
    {
        FaultSettings settings;
        try
        {
            using var body = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            settings = FaultScript.ParseItem("body", await body.ReadToEndAsync(context.RequestAborted));
        }
        catch (FaultScriptException problem)
        {
            return Json(new ErrorsAnswer([.. problem.Errors.Select(e => new ControlError(e.Path.Length == 0 ? "body" : e.Path, e.ToString()))]), StatusCodes.Status400BadRequest);
        }
        catch (DecoderFallbackException)
        {
            return Error(StatusCodes.Status400BadRequest, "body", "is not UTF-8; expected one fault with its terms, such as {\"drop\": {\"at\": \"+5s\"}}");
        }
        catch (BadHttpRequestException problem)
        {
            return Error(problem.StatusCode, "body", $"{problem.Message} Expected one fault with its terms, at most {LargestBody / 1024} KiB");
        }
        var added = await gateway.AskAsync(core => core.AddFault(settings.One().ToFault()), context.RequestAborted);
        lock (gate) written[added.Id] = Written(settings);
        return Json(Shown(added), StatusCodes.Status201Created);
    }

    async Task<IResult> FireAsync(int id, HttpContext context) =>
        await gateway.AskAsync(core => core.FireFault(id), context.RequestAborted) is { } fired ? Json(Shown(fired)) : NoFault(id);

    async Task<IResult> RemoveAsync(int id, HttpContext context)
    {
        if (!await gateway.AskAsync(core => core.RemoveFault(id), context.RequestAborted)) return NoFault(id);
        lock (gate) written.Remove(id);
        return Results.NoContent();
    }

    async Task<IResult> ConnectionsAsync(HttpContext context)
    {
        var connections = await gateway.AskAsync(core => core.Connections, context.RequestAborted);
        return Json(new ConnectionsAnswer([.. connections.Select(ConnectionAnswer.Of)]));
    }

    Task<IResult> DropAsync(int number, HttpContext context) => BreakAsync(number, "outage", context, (core, outage) => core.DropConnection(number, outage));

    Task<IResult> HalfOpenAsync(int number, HttpContext context) => BreakAsync(number, "holdsId", context, (core, holds) => core.HalfOpenConnection(number, holds));

    async Task<IResult> BreakAsync(int number, string term, HttpContext context, Func<GatewayCore, Duration, bool> breaks)
    {
        foreach (var key in context.Request.Query.Keys)
            if (key != term) return Error(StatusCodes.Status400BadRequest, key, $"is no term of this; expected {term}, such as ?{term}=5s, or nothing");
        var time = Duration.Zero;
        if (context.Request.Query[term] is { Count: > 0 } given)
        {
            if (new FaultSpanFormat().Parse(given.ToString()) is not FaultSpan span) return Error(StatusCodes.Status400BadRequest, term, $"\"{given}\" is not a duration; write it like 250ms, 90s, 5m or 2h");
            time = span.Value;
        }
        return await gateway.AskAsync(core => breaks(core, time), context.RequestAborted)
            ? Results.NoContent()
            : Error(StatusCodes.Status404NotFound, "number", $"there is no connection {number}; GET /v1/connections lists them");
    }

    /// <summary>A fault as it was written. Who lists just when another adds may see one a moment before its text is kept: then there is only its name.</summary>
    FaultAnswer Shown(FaultStatus status)
    {
        lock (gate) return FaultAnswer.Of(status, written.TryGetValue(status.Id, out var text) ? (JsonObject)text.DeepClone() : new JsonObject { [status.Fault.GetType().Name] = new JsonObject() });
    }

    static JsonObject Written(FaultSettings settings) => CanonicalForm.Section(SectionShape.Of(typeof(FaultSettings)), settings);

    static IResult NoFault(int id) => Error(StatusCodes.Status404NotFound, "id", $"there is no fault {id}; GET /v1/faults lists them");

    static IResult Error(int status, string field, string message) => Json(new ErrorsAnswer([new ControlError(field, message)]), status);

    static IResult Json<T>(T answer, int status = StatusCodes.Status200OK) => Results.Json(answer, Layout, statusCode: status);
}
