namespace Bellwether.Live;

static class Waiting
{
    /// <summary>Waits; false when the wait was cut short.</summary>
    public static async Task<bool> ForAsync(TimeSpan time, TimeProvider clock, CancellationToken stop)
    {
        try
        {
            await Task.Delay(time, clock, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
