using System.Globalization;
using System.Net;
using System.Text;

namespace Bellwether.EndToEnd;

/// <summary>How <see cref="StubPredictionService"/> answers.</summary>
public enum StubAnswer
{
    /// <summary>Every symbol rises, with a confidence of 0.9.</summary>
    Good,

    /// <summary>A page for people.</summary>
    Html,

    /// <summary>The right form with impossible values.</summary>
    Nonsense,

    /// <summary>More than anybody should read.</summary>
    TooMuch,

    ServerError,

    /// <summary>Predictions of a model that nobody asked for.</summary>
    OtherModel,

    /// <summary>The request is taken and never answered.</summary>
    None,
}

/// <summary>A prediction service on a port of this machine that answers as the test wants.</summary>
sealed class StubPredictionService : IDisposable
{
    readonly HttpListener listener = new();
    readonly List<HttpListenerContext> unanswered = [];
    readonly Task serving;
    volatile StubAnswer answer = StubAnswer.Good;

    public StubPredictionService(int? port = null)
    {
        Port = port ?? LoopbackPort.Free();
        listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        listener.Start();
        serving = ServeAsync();
    }

    public int Port { get; }

    public StubAnswer Answer
    {
        get => answer;
        set => answer = value;
    }

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            var now = answer;
            if (now == StubAnswer.None)
            {
                unanswered.Add(context);
                continue;
            }
            var body = Encoding.UTF8.GetBytes(Body(now, context.Request));
            context.Response.StatusCode = now == StubAnswer.ServerError ? 500 : 200;
            try
            {
                await context.Response.OutputStream.WriteAsync(body);
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                context.Response.Abort(); // The client has read enough.
            }
        }
    }

    static string Body(StubAnswer answer, HttpListenerRequest request) => answer switch
    {
        StubAnswer.Html => "<!doctype html><title>Sign in</title>",
        StubAnswer.TooMuch => new string(' ', 3 << 20),
        StubAnswer.Nonsense => Predictions(request, "stub-1", "17"),
        StubAnswer.OtherModel => Predictions(request, "other", "0.9"),
        _ => Predictions(request, "stub-1", "0.9"),
    };

    static string Predictions(HttpListenerRequest request, string model, string confidence)
    {
        var asOf = request.QueryString["asOf"]!;
        var items = request.QueryString["symbols"]!.Split(',').Select(symbol => string.Create(CultureInfo.InvariantCulture,
            $$"""{ "symbol": "{{symbol}}", "signal": "BUY", "confidence": {{confidence}}, "horizonMinutes": 15, "asOf": "{{asOf}}" }"""));
        return $$"""{ "model": "{{model}}", "asOf": "{{asOf}}", "latencyMs": 40, "predictions": [{{string.Join(", ", items)}}] }""";
    }
}
