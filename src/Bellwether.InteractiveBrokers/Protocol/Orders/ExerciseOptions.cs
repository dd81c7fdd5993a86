namespace Bellwether.InteractiveBrokers.Protocol;

/// <summary>Exercises an option or lets it lapse.</summary>
public sealed class ExerciseOptions : IClientMessage<ExerciseOptions>
{
    public int ReqId;
    public Contract Contract = new();

    /// <summary>1 exercise, 2 lapse.</summary>
    public int ExerciseAction = 1;

    public int ExerciseQuantity;
    public string Account = "";

    /// <summary>1 overrides the natural action of the gateway.</summary>
    public int Override;

    /// <summary>yyyyMMdd-HH:mm:ss in UTC.</summary>
    public string ManualOrderTime = "";

    public string CustomerAccount = "";
    public bool ProfessionalCustomer;

    public static ClientMessageId MessageId => ClientMessageId.ExerciseOptions;

    public static void Transfer<TWire>(ref TWire wire, ref ExerciseOptions m) where TWire : struct, IWire, allows ref struct
    {
        wire.Version(2);
        wire.Int(ref m.ReqId);
        ContractFields.Answer(ref wire, m.Contract);
        wire.Int(ref m.ExerciseAction);
        wire.Int(ref m.ExerciseQuantity);
        wire.Text(ref m.Account);
        wire.IntOrDefault(ref m.Override);
        if (wire.ServerVersion >= ServerVersions.ExerciseManualTime) wire.Text(ref m.ManualOrderTime);
        if (wire.ServerVersion >= ServerVersions.CustomerAccount) wire.Text(ref m.CustomerAccount);
        if (wire.ServerVersion >= ServerVersions.ProfessionalCustomer) wire.Bool(ref m.ProfessionalCustomer);
    }

    public static void Deliver(in ExerciseOptions m, IClientMessageHandler handler) => handler.On(m);
}
