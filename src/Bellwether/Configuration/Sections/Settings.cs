namespace Bellwether.Configuration;

/// <summary>A whole configuration file with its defaults filled in. Values are within their bounds and agree with each other (<see cref="SettingsRules"/>).</summary>
sealed record Settings
{
    [Setting("The Interactive Brokers gateway to trade through.")]
    public GatewaySettings Gateway { get; init; } = new();

    [Setting("What the simulated gateway and backtests play. An external gateway has the real one.")]
    public MarketSettings Market { get; init; } = new();

    [Setting("The account of the simulated gateway and of backtests.")]
    public AccountSettings Account { get; init; } = new();

    [Setting("The tickers to trade, in the order in which rules are evaluated; needed to run. A backtest takes them from its data.", Example = "[AAPL, MSFT]")]
    public IReadOnlyList<string> Symbols { get; init; } = [];

    [Setting("Candidates and rules that choose among them for each session, in place of symbols.")]
    public UniverseSettings? Universe { get; init; }

    [Setting("Where predictions come from.")]
    public PredictionSettings Predictions { get; init; } = new();

    [Setting("What to trade and when; needed to run and to backtest.")]
    public StrategySettings? Strategy { get; init; }

    [Setting("How much an entry buys and the limits that no order passes.")]
    public RiskSettings Risk { get; init; } = new();

    [Setting("Conditions that people are told of, and where.")]
    public AlertSettings Alerts { get; init; } = new();

    [Setting("How the simulated venue executes orders, in the simulated gateway and in backtests.")]
    public SimulationSettings Simulation { get; init; } = new();

    [Setting("The dashboard in the browser.")]
    public DashboardSettings Dashboard { get; init; } = new();

    [Setting("The journal: every input, decision and order, written before it takes effect.")]
    public JournalSettings Journal { get; init; } = new();

    [Setting("The store of bars on disk.")]
    public DataSettings Data { get; init; } = new();
}
