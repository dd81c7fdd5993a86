namespace Bellwether.EndToEnd;

/// <summary><c>ib doctor</c> as a process beside a gateway of another process.</summary>
public sealed class DoctorTests
{
    [Fact]
    public async Task The_doctor_examines_a_gateway_of_another_process()
    {
        using var folder = new ScratchFolder();
        await using var gateway = BellwetherProcess.Start(folder.Path, "gateway", "--port", "0", "--speed", "1");
        var port = await gateway.PortAsync();
        var doctor = await BellwetherProcess.RunAsync(folder.Path, "ib", "doctor", "--port", $"{port}", "--format", "json");
        Assert.True(doctor.ExitCode == 0, doctor.ErrorText);
        Assert.Equal("DU1234567", doctor.Json.GetProperty("accounts")[0].GetProperty("id").GetString());
        Assert.Equal("live", doctor.Json.GetProperty("marketData")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_doctor_explains_a_port_where_nobody_listens()
    {
        using var folder = new ScratchFolder();
        var doctor = await BellwetherProcess.RunAsync(folder.Path, "ib", "doctor", "--port", $"{LoopbackPort.Free()}");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("no connection", string.Join('\n', doctor.Output), StringComparison.Ordinal);
    }
}
