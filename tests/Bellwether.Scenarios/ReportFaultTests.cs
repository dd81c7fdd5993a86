using Bellwether.InteractiveBrokers.Protocol;
using Bellwether.InteractiveBrokers.Simulator;
using NodaTime;

namespace Bellwether.Scenarios;

/// <summary>Rows REP of the catalogue of faults: what the broker says of orders, twice, late, in another order, not at all, or corrected.</summary>
public sealed class ReportFaultTests
{
    [Fact]
    public void REP1_REP3_duplicate_reports_change_nothing() =>
        Seeds.Run(nameof(REP1_REP3_duplicate_reports_change_nothing), 5_000, 15, seed => Scenario.Draw(seed, dice => [new ReportFault { Kind = ReportTrouble.Duplicate, Probability = dice.Rate(0.1, 1) }], 0.3));

    [Fact]
    public void REP2_late_reports_lead_to_the_same_end() =>
        Seeds.Run(nameof(REP2_late_reports_lead_to_the_same_end), 5_100, 20, seed => Scenario.Draw(seed, dice => [new ReportFault { Kind = ReportTrouble.Late, Probability = dice.Rate(0.1, 0.7), Delay = dice.Seconds(0, 8) }], 0.3));

    [Fact]
    public void REP2_reports_out_of_order_lead_to_the_same_end() =>
        Seeds.Run(nameof(REP2_reports_out_of_order_lead_to_the_same_end), 5_150, 20, seed => Scenario.Draw(seed, dice => [new ReportFault { Kind = ReportTrouble.Reordered, Probability = dice.Rate(0.1, 0.7) }], 0.3));

    [Fact]
    public void REP4_executions_alone_acknowledge_and_fill_an_order()
    {
        var results = Seeds.Run(nameof(REP4_executions_alone_acknowledge_and_fill_an_order), 5_200, 15, seed => Scenario.Draw(seed, _ => [new ReportFault { Kind = ReportTrouble.Missing, Probability = 1 }], 0.3));
        Seeds.Require(results.Sum(r => r.Executions) > 50, "hardly anything was executed");
    }

    [Fact]
    public void REP4_missing_statuses_are_made_up_for() =>
        Seeds.Run(nameof(REP4_missing_statuses_are_made_up_for), 5_250, 15, seed => Scenario.Draw(seed, dice => [new ReportFault { Kind = ReportTrouble.Missing, Probability = dice.Rate(0.2, 0.8) }], 0.3));

    [Theory]
    [InlineData(CorrectionKind.Price)]
    [InlineData(CorrectionKind.Shares)]
    [InlineData(CorrectionKind.Bust)]
    public void REP5_a_correction_replaces_the_execution_it_corrects(CorrectionKind kind)
    {
        Seeds.Run(nameof(REP5_a_correction_replaces_the_execution_it_corrects), 5_300 + (50 * (ulong)kind), 15,
            seed => Scenario.Draw(seed, dice => [new ExecutionCorrection { Kind = kind, Probability = 1, AtMost = dice.Number(1, 4), After = dice.Seconds(0, 30) }]),
            run =>
            {
                if (run.Witness.Corrections == 0) throw run.Failed("nothing was corrected");
            });
    }

    [Theory]
    [InlineData(CommissionTrouble.Late)]
    [InlineData(CommissionTrouble.Unknown)]
    [InlineData(CommissionTrouble.Never)]
    [InlineData(CommissionTrouble.First)]
    public void REP6_a_commission_finds_its_execution_whenever_it_comes_and_never_moves_shares(CommissionTrouble kind) =>
        Seeds.Run(nameof(REP6_a_commission_finds_its_execution_whenever_it_comes_and_never_moves_shares), 5_500 + (50 * (ulong)kind), 8,
            seed => Scenario.Draw(seed, dice => [new CommissionFault { Kind = kind, Probability = dice.Rate(0.3, 1), After = dice.Seconds(0, 30) }]));

    [Fact]
    public void REP11_an_entry_that_is_rejected_after_its_acknowledgement_is_closed_only_when_it_is_gone()
    {
        Seeds.Run(nameof(REP11_an_entry_that_is_rejected_after_its_acknowledgement_is_closed_only_when_it_is_gone), 5_800, 15,
            seed => Scenario.Draw(seed, dice => [new RejectionAfterAcknowledgement { Probability = dice.Rate(0.3, 1), After = dice.Seconds(0, 2) }]));
    }

    [Fact]
    public void REP16_an_error_of_a_data_request_is_no_error_of_an_order()
    {
        Seeds.Run(nameof(REP16_an_error_of_a_data_request_is_no_error_of_an_order), 5_900, 5, Scenario.Calm, run =>
        {
            var before = run.Fingerprint();
            foreach (var request in run.Witness.DataRequests)
                foreach (var code in new[] { 103, 161, 200, 201, 202, 321, 10147, 10148, 4711 })
                    run.Tell(new ErrMsg { Id = request, ErrorCode = code, ErrorMsg = "Order rejected - reason:" });
            if (run.Witness.DataRequests.Count == 0 || run.Fingerprint() != before) throw run.Failed("REP16: an error of a data request changed an order");
        });
    }
}
