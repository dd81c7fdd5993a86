using System.Runtime.CompilerServices;

namespace Bellwether.InteractiveBrokers;

/// <summary>
/// A client of IB Gateway or TWS: typed requests, streams and orders over one connection that is watched, paced and made again when it is lost. All members
/// may be called from any thread; answers and stream items come on the caller's own continuation, never under a lock.
/// </summary>
/// <remarks>
/// <para>Requests throw <see cref="IbRequestException"/> when the gateway refuses, <see cref="TimeoutException"/> when it does not answer, and
/// <see cref="IbSessionException"/> when there is no session or it ends first; none is repeated by itself.</para>
/// <para>Streams survive lost sessions: they are asked for again and go on. Orders are never sent again by themselves.</para>
/// </remarks>
public sealed partial class IbClient : IAsyncDisposable
{
    readonly IbClientOptions _options;
    readonly ClientCore _core;
    readonly ClientLoop _loop;

    IbClient(IbClientOptions options)
    {
        _options = options;
        _core = new ClientCore(options);
        _loop = new ClientLoop(options, _core);
    }

    /// <summary>Connects and waits until the account is accepted and orders could go.</summary>
    /// <exception cref="IbConnectionException">There is no connection; its text says what to look at.</exception>
    /// <exception cref="IbSessionException">The gateway accepted the connection and then did not open a session.</exception>
    /// <exception cref="IbStoppedException">The account is refused, or the client id stayed in use.</exception>
    /// <exception cref="ArgumentException">The options are contradictory.</exception>
    public static async Task<IbClient> ConnectAsync(IbClientOptions options, CancellationToken cancellationToken = default)
    {
        options.Check();
        var client = new IbClient(options);
        try
        {
            await client._loop.Ready.WaitAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>How the client stands now.</summary>
    public ClientState State => _core.State;

    /// <summary>The account that orders go to and questions are about.</summary>
    public string Account => _core.Account;

    /// <summary>The client at one moment: connection, farms, queue lengths and when the queue will be empty.</summary>
    public Task<ClientStatus> GetStatusAsync() => CallAsync(() => _core.Status(_loop.Now));

    /// <summary>Changes of state from the moment reading begins, none left out; ends when the client stops.</summary>
    public IAsyncEnumerable<ClientStateChange> StateChangesAsync(CancellationToken cancellationToken = default) => ListenAsync(_core.StateChanges, cancellationToken);

    /// <summary>Messages of the gateway that a person should read, from the moment reading begins, none left out.</summary>
    public IAsyncEnumerable<IbNotice> NoticesAsync(CancellationToken cancellationToken = default) => ListenAsync(_core.Notices, cancellationToken);

    /// <summary>Closes the connection. Orders that work at the broker go on working; whoever waits for an answer gets an <see cref="IbSessionException"/>.</summary>
    public async ValueTask DisposeAsync() => await _loop.DisposeAsync().ConfigureAwait(false);

    async IAsyncEnumerable<T> ListenAsync<T>(Broadcast<T> broadcast, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = await CallAsync(broadcast.Join).ConfigureAwait(false);
        try
        {
            await foreach (var item in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return item;
        }
        finally
        {
            _loop.Post(() => broadcast.Leave(channel));
        }
    }

    /// <summary>Runs something on the loop and brings its result back.</summary>
    async Task<T> CallAsync<T>(Func<T> call)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(() =>
        {
            try
            {
                result.TrySetResult(call());
            }
            catch (InvalidOperationException problem)
            {
                // No order ids are left.
                result.TrySetException(problem);
            }
        });
        return await OrStoppedAsync(result.Task).ConfigureAwait(false);
    }

    async Task<T> AskAsync<T>(Question<T> question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _loop.Post(() => _core.Ask(question));
        await using var registration = cancellationToken.Register(() => _loop.Post(() => _core.Cancel(question, cancellationToken))).ConfigureAwait(false);
        return await OrStoppedAsync(question.Answer).ConfigureAwait(false);
    }

    /// <summary>The result, or the reason why the client stopped before there was one.</summary>
    async Task<T> OrStoppedAsync<T>(Task<T> result)
    {
        await Task.WhenAny(result, _loop.Running).ConfigureAwait(false);
        if (result.IsCompleted) return await result.ConfigureAwait(false);
        throw new IbStoppedException("the client has stopped" + (_loop.Fault is { } fault ? ": " + fault.Message : " because it was disposed"), _loop.Fault);
    }
}
