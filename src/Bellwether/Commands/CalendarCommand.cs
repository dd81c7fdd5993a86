using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bellwether.Core;
using NodaTime;

namespace Bellwether.Commands;

/// <summary><c>bellwether calendar</c>: what the exchange does on each date of a range, and why.</summary>
static class CalendarCommand
{
    /// <summary>Exchanges that keep the hours of the New York Stock Exchange, by market identifier code (ISO 10383).</summary>
    static readonly string[] Exchanges = ["XNYS", "XNAS", "ARCX"];

    public static Command Create()
    {
        var from = OptionParsing.Date("--from", "First date, New York.");
        from.Required = true;
        var to = OptionParsing.Date("--to", "Last date, New York, included.");
        to.Required = true;
        var exchange = new Option<string>("--exchange") { Description = "Market identifier code; all of them keep the same sessions.", HelpName = string.Join('|', Exchanges), DefaultValueFactory = _ => "XNYS" };
        OptionParsing.AcceptOnly(exchange, Exchanges);
        var format = OptionParsing.Format("csv", "json");
        var command = new Command("calendar", "Sessions, holidays and half days of the exchange, a line a date.") { from, to, exchange, format };
        command.SetAction(parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var (first, last) = (parsed.GetValue(from)!.Value, parsed.GetValue(to)!.Value);
            if (first > last)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"--from {first:uuuu-MM-dd} is later than --to {last:uuuu-MM-dd}: give the earlier date first"));
                return ExitCode.Usage;
            }
            try
            {
                Write(first, last, parsed.GetValue(format) == "json", output);
                return ExitCode.Success;
            }
            catch (CalendarRangeException problem)
            {
                error.WriteLine(problem.Message);
                return ExitCode.Failure;
            }
        });
        return command;
    }

    static void Write(LocalDate from, LocalDate to, bool json, TextWriter output)
    {
        var calendar = ExchangeCalendar.NewYork;
        // The whole range is looked up before the first line is written: an error leaves nothing half printed.
        calendar.Describe(from);
        calendar.Describe(to);
        if (!json) output.WriteLine("date,kind,open_et,close_et,reason");
        for (var date = from; date <= to; date = date.PlusDays(1))
        {
            var day = calendar.Describe(date);
            var text = date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
            var kind = day.Kind switch { CalendarDayKind.Full => "full", CalendarDayKind.Half => "half", _ => "closed" };
            var (open, close) = (Minute(day.Session?.Open), Minute(day.Session?.Close));
            output.WriteLine(json
                ? new JsonObject { ["date"] = text, ["kind"] = kind, ["open_et"] = open, ["close_et"] = close, ["reason"] = day.Reason }.ToJsonString(Plain)
                : $"{text},{kind},{open},{close},{day.Reason}");
        }

        string? Minute(Instant? instant) => instant?.InZone(calendar.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Apostrophes stay readable: the text goes to a terminal or a program, never into a page.</summary>
    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
