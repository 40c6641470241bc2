namespace Actors.Server.Hosting;

/// <summary>The grains run on a cluster of Microsoft Orleans over PostgreSQL.</summary>
public static class ActorEngineHosting
{
    private const string Invariant = "Npgsql";

    /// <summary>
    /// Adds Orleans. Grains with history stay on the storage of this server; the others, the reminders and the
    /// membership of the cluster use the tables of Orleans in the same database.
    /// </summary>
    public static void AddActorEngine(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration["Storage:ConnectionString"];
        builder.AddProgrammeClock();
        builder.UseOrleans(silo =>
        {
            silo.UseAdoNetClustering(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            silo.UseAdoNetReminderService(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
            silo.AddAdoNetGrainStorageAsDefault(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = connectionString;
            });
        });
    }
}
