using System.Xml.Linq;

namespace Bellwether.Tests.House;

/// <summary>The table "Rooms" of ARCHITECTURE.md, held against the project files.</summary>
public sealed class ProjectReferenceTests
{
    static readonly string[] PureFloor = ["Core", "MarketData", "Indicators", "Predictions", "Positions", "Orders", "Risk", "Strategies", "Engine", "Simulation"];

    /// <summary>Room → the rooms that its project file may name. <c>*</c> is every room.</summary>
    static readonly SortedDictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Core"] = [],
        ["MarketData"] = ["Core"],
        ["Indicators"] = ["Core", "MarketData"],
        ["Predictions"] = ["Core"],
        ["Positions"] = ["Core"],
        ["Orders"] = ["Core", "Positions"],
        ["Risk"] = ["Core", "MarketData", "Positions", "Orders"],
        ["Strategies"] = ["Core", "MarketData", "Indicators", "Predictions", "Positions", "Orders"],
        ["Engine"] = ["Core", "MarketData", "Indicators", "Predictions", "Positions", "Orders", "Risk", "Strategies"],
        ["Simulation"] = ["Core"],
        ["Analytics"] = ["Core"],
        ["Storage"] = ["Core", "MarketData", "Engine"],
        ["InteractiveBrokers"] = ["Core"],
        ["InteractiveBrokers.Simulator"] = ["InteractiveBrokers", "Simulation", "MarketData"],
        ["Predictions.Service"] = ["Predictions", "Simulation"],
        ["Live"] = ["Engine", "Storage", "InteractiveBrokers"],
        ["Backtesting"] = ["Engine", "Simulation", "Storage", "Analytics"],
        ["Monitoring"] = ["Engine", "Analytics"],
        ["Web"] = ["Monitoring", "Backtesting", "Storage", "Live"],
        ["Cluster"] = ["Backtesting"],
        ["Bellwether"] = ["*"],
    };

    static readonly IReadOnlyList<Room> Rooms = [.. Directory
        .EnumerateFiles(Path.Combine(TestData.Checkout, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(Room.Read)];

    [Fact]
    public void Every_project_references_only_the_rooms_it_may()
    {
        Assert.NotEmpty(Rooms);
        Assert.Empty(Rooms.SelectMany(Forbidden));
    }

    [Fact]
    public void A_reference_across_the_table_is_found()
    {
        Assert.Equal(["Core may not reference Engine"], Forbidden(new Room("Core", "", ["Engine"], ["NodaTime"], true)));
        Assert.Equal(["Risk may not reference InteractiveBrokers"], Forbidden(new Room("Risk", "", ["Core", "InteractiveBrokers"], [], true)));
        Assert.Equal(["Gossip is not a room of the table: add it to ARCHITECTURE.md and here"], Forbidden(new Room("Gossip", "", [], [], false)));
        Assert.Empty(Forbidden(new Room("Orders", "", ["Core", "Positions"], [], true)));
        Assert.Empty(Forbidden(new Room("Bellwether", "", ["Core", "Web"], [], false)));
    }

    [Fact]
    public void The_pure_floor_declares_itself_and_takes_no_package_but_NodaTime()
    {
        Assert.Empty(Rooms.Where(r => r.DeclaresPureFloor != PureFloor.Contains(r.Name)).Select(r => $"{r.Name}: <PureFloor> is {r.DeclaresPureFloor}"));
        Assert.Empty(Rooms.Where(r => r.DeclaresPureFloor).SelectMany(r => r.Packages.Where(p => p != "NodaTime").Select(p => $"{r.Name}: package {p}")));
        Assert.Empty(Rooms.Where(r => r.DeclaresPureFloor).SelectMany(r => r.References.Except(PureFloor).Select(x => $"{r.Name} stands on {x} of the edge floor")));
    }

    [Fact]
    public void The_map_has_a_row_for_every_room_and_allows_what_the_room_references()
    {
        var map = MapRows(File.ReadAllLines(Path.Combine(TestData.Checkout, "ARCHITECTURE.md")));
        Assert.Equal(Rooms.Select(r => r.Name).Order(StringComparer.Ordinal), map.Keys);
        Assert.Empty(map.Where(row => Allowed[row.Key] is not ["*"]).SelectMany(row => row.Value.Except(Allowed[row.Key]).Select(x => $"the map lets {row.Key} reference {x}")));
        Assert.Empty(Rooms.Where(r => Allowed[r.Name] is not ["*"]).SelectMany(r => r.References.Except(map[r.Name]).Select(x => $"the map does not let {r.Name} reference {x}")));
    }

    [Fact]
    public void Rows_of_the_map_are_read_with_their_references()
    {
        var map = MapRows(["| room | lives there | may reference |", "| **Floor** | | |", "| `Core` | values (`A`) | – |", "| `Orders` | x | Core, Positions |", "| `Engine` | x | all above |", "| `Bellwether` | x | all |"]);
        Assert.Equal(["Bellwether", "Core", "Engine", "Orders"], map.Keys);
        Assert.Empty(map["Core"]);
        Assert.Equal(["Core", "Positions"], map["Orders"]);
        Assert.Equal(["Core", "Orders"], map["Engine"]);
    }

    [Fact]
    public void Every_room_has_content()
    {
        Assert.Empty(Rooms.Where(r => !HasContent(r.Folder)).Select(r => $"{r.Name}: a project is made when it gets content, not before"));
        Assert.False(HasContent(Path.Combine(TestData.Checkout, "docs")));
    }

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        var solution = XDocument.Load(Path.Combine(TestData.Checkout, "Bellwether.slnx"));
        var listed = solution.Descendants("Project").Select(x => x.Attribute("Path")!.Value).Order(StringComparer.Ordinal);
        string[] folders = ["src", "tests", "bench"];
        var present = folders
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(TestData.Checkout, f), "*.csproj", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(TestData.Checkout, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal(present, listed);
    }

    static IEnumerable<string> Forbidden(Room room)
    {
        if (!Allowed.TryGetValue(room.Name, out var allowed)) return [$"{room.Name} is not a room of the table: add it to ARCHITECTURE.md and here"];
        return allowed is ["*"] ? [] : room.References.Except(allowed).Select(x => $"{room.Name} may not reference {x}");
    }

    static bool HasContent(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
        .Any(f => !f.StartsWith("bin/", StringComparison.Ordinal) && !f.StartsWith("obj/", StringComparison.Ordinal) && Path.GetExtension(f) is (".cs" or ".razor"));

    /// <summary>Rows such as <c>| `Orders` | what lives there | Core, Positions |</c>; "all above" means the rows before it.</summary>
    static SortedDictionary<string, string[]> MapRows(IEnumerable<string> lines)
    {
        var rows = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Trim('|', ' ').Split(" | ");
            var name = cells[0].Trim('`', ' ');
            rows[name] = cells[^1].Trim() switch
            {
                "–" => [],
                "all above" or "all" => [.. rows.Keys],
                var list => list.Split(", "),
            };
        }
        return rows;
    }

    sealed record Room(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages, bool DeclaresPureFloor)
    {
        public static Room Read(string projectFile)
        {
            var project = XDocument.Load(projectFile);
            return new Room(
                NameOf(projectFile),
                Path.GetDirectoryName(projectFile)!,
                [.. project.Descendants("ProjectReference").Select(x => NameOf(x.Attribute("Include")!.Value))],
                [.. project.Descendants("PackageReference").Select(x => x.Attribute("Include")!.Value)],
                project.Descendants("PureFloor").Any(x => x.Value == "true"));
        }

        static string NameOf(string projectFile)
        {
            var name = Path.GetFileNameWithoutExtension(projectFile.Replace('\\', '/'));
            return name.StartsWith("Bellwether.", StringComparison.Ordinal) ? name["Bellwether.".Length..] : name;
        }
    }
}
