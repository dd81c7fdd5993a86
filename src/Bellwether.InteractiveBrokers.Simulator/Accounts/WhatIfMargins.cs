using Bellwether.Core;

namespace Bellwether.InteractiveBrokers.Simulator;

/// <summary>Margin of an account before and after an order, and what the order would cost.</summary>
/// <param name="Equity">Equity with loan value; the order lowers it by its commission.</param>
readonly record struct WhatIfMargins(Money Equity, Money InitialBefore, Money MaintenanceBefore, Money InitialAfter, Money MaintenanceAfter, Money Commission)
{
    public Money EquityAfter => Equity - Commission;
}
