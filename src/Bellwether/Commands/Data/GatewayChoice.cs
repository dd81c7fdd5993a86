using System.CommandLine;
using Bellwether.Core;
using Bellwether.InteractiveBrokers;
using Bellwether.InteractiveBrokers.Simulator;
using Bellwether.Live;
using Bellwether.Running;
using NodaTime;

namespace Bellwether.Commands;

/// <summary>The options of a command that asks a gateway for history, and the connection that they make. It asks only, so that any account will do.</summary>
sealed class GatewayChoice
{
    /// <summary>How long a lost session may stay away.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>First session of the simulated market, as of <c>bellwether gateway</c>.</summary>
    static readonly LocalDate SimulatedFrom = new(2025, 3, 3);

    readonly Option<string> host = new("--host") { Description = "Where the gateway runs.", DefaultValueFactory = _ => "127.0.0.1" };
    readonly Option<int?> port = OptionParsing.Port("--port", "Its API port (4002 unless told): Gateway 4001 live, 4002 paper; TWS 7496 live, 7497 paper.");
    readonly Option<int> clientId = new("--client-id") { Description = "API client id; one that no other program uses.", HelpName = "N", DefaultValueFactory = _ => 9998 };
    readonly Option<string> gateway = new("--gateway")
    {
        Description = "external: an IB Gateway or TWS that runs already; simulated: a simulated one inside this process, with a made-up past since 2015 that is always the same.",
        HelpName = "external|simulated", DefaultValueFactory = _ => "external",
    };

    public GatewayChoice()
    {
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "0" }]) result.AddError("--port 0: expected the port that the gateway listens on, 1 to 65535");
        });
        clientId.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var id) && id < 0) result.AddError($"--client-id {id}: expected 0 or more");
        });
        OptionParsing.AcceptOnly(gateway, "external", "simulated");
    }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[gateway, host, port, clientId]) command.Add(option);
    }

    /// <summary>Options that contradict each other, in words; null when there are none.</summary>
    public string? Contradiction(ParseResult parsed) =>
        parsed.GetValue(gateway) == "simulated" && ((Option[])[host, port, clientId]).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other
            ? $"{other.Name} is for a gateway that runs already, not for --gateway simulated; leave one of them out"
            : null;

    /// <summary>Connects.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="symbols">What a simulated market plays.</param>
    /// <param name="until">The simulated market begins not before this time, so that what lies before it is past.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RunException">There is no connection; the text says what to look at.</exception>
    public async Task<GatewayConnection> ConnectAsync(ParseResult parsed, IReadOnlyList<string> symbols, Instant until, CancellationToken cancellationToken)
    {
        EmbeddedGateway? embedded = null;
        try
        {
            if (parsed.GetValue(gateway) == "simulated") embedded = Simulated(symbols, SessionFrom(until));
            var client = await IbClient.ConnectAsync(
                new IbClientOptions
                {
                    Host = embedded is null ? parsed.GetValue(host)! : "127.0.0.1",
                    Port = embedded?.Port ?? parsed.GetValue(port) ?? 4002,
                    ClientId = parsed.GetValue(clientId),
                    AllowLiveAccount = true,
                    TakesFirstAccount = true,
                }, cancellationToken);
            return new GatewayConnection(client, new IbHistorySource(client, TimeProvider.System, Patience), embedded);
        }
        catch (Exception problem)
        {
            if (embedded is not null) await embedded.DisposeAsync();
            if (problem is IbConnectionException or IbSessionException or IbStoppedException or GatewayHostException) throw new RunException(problem.Message);
            throw;
        }
    }

    static EmbeddedGateway Simulated(IReadOnlyList<string> symbols, LocalDate session)
    {
        var options = new GatewayOptions { LockstepClients = 0, Speed = 1, EnforcesPacing = true };
        return EmbeddedGateway.Start(VenueFactory.SyntheticPast(InstrumentTable.UsEquities(symbols), options.Seed, session), options);
    }

    static LocalDate SessionFrom(Instant until)
    {
        var calendar = ExchangeCalendar.NewYork;
        // What is asked for is past: the market begins with the first session that opens at its end or later.
        var date = LocalDate.Max(SimulatedFrom, LocalDate.Min(calendar.DateOf(until), calendar.Last.PlusDays(-14)));
        return calendar.SessionOn(date) is { } session && session.Open >= until ? date : calendar.NextSession(date).Date;
    }
}
