using System.Globalization;
using System.Text.Json;
using Bellwether.Configuration;
using Bellwether.Core;
using Bellwether.Live;
using NodaTime;
using NodaTime.Text;

namespace Bellwether.Running;

sealed class PredictionSource(HttpClient client, InstrumentTable instruments) : IPredictionSource, IDisposable
{
    public static PredictionSource? Open(Settings settings, Uri? embedded, InstrumentTable instruments, bool isDeterministic)
    {
        if (settings.Predictions.Mode == PredictionMode.None) return null;
        return new PredictionSource(new HttpClient { BaseAddress = embedded ?? new Uri(settings.Predictions.Url), Timeout = isDeterministic ? TimeSpan.FromSeconds(30) : settings.Predictions.Deadline.ToTimeSpan() }, instruments);
    }

    public void Dispose() => client.Dispose();

    public async Task<PredictionAnswer> AskAsync(Instant asOf, CancellationToken cancellationToken)
    {
        try
        {
            var symbols = string.Join(',', instruments.All.ToArray().Select(i => i.Symbol));
            await using var stream = await client.GetStreamAsync(new Uri($"v1/predictions?symbols={Uri.EscapeDataString(symbols)}&asOf={InstantPattern.ExtendedIso.Format(asOf)}", UriKind.Relative), cancellationToken);
            using var json = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            var list = new List<Prediction>();
            foreach (var item in json.RootElement.GetProperty("predictions").EnumerateArray())
            {
                if (!instruments.TryFind(item.GetProperty("symbol").GetString()!, out var instrument)) continue;
                var direction = item.GetProperty("signal").GetString() switch { "BUY" => 1, "SELL" => -1, _ => 0 };
                list.Add(new Prediction(instrument.Index, direction, item.GetProperty("confidence").GetDouble(),
                    EngineTime.From(InstantPattern.ExtendedIso.Parse(item.GetProperty("asOf").GetString()!).Value), item.GetProperty("horizonMinutes").GetInt64() * EngineTime.Minute, 0));
            }
            return new PredictionAnswer(list, TimeSpan.FromMilliseconds(json.RootElement.GetProperty("latencyMs").GetDouble()), null);
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException or TaskCanceledException or KeyNotFoundException)
        {
            return new PredictionAnswer([], TimeSpan.Zero, problem.Message.ToString(CultureInfo.InvariantCulture));
        }
    }
}
