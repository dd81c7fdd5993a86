namespace Bellwether.Configuration;

sealed record JournalSettings
{
    [Setting("Folder of the journal, relative to the folder in which bellwether runs.")]
    public string Folder { get; init; } = "journal";
}
