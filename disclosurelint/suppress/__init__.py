"""What keeps a finding from being told: cascades, waivers, the baseline."""
