[assembly: AssemblyFixture(typeof(Bellwether.EndToEnd.Chromium))]
