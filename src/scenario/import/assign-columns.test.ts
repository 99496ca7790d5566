import { describe, expect, it } from 'vitest';
import { readColumnAssignment } from './assign-columns';

describe('columns assigned on the command line', () => {
  it('are roles with a number from 1, a header name, or none', () => {
    expect(readColumnAssignment('cidr=2,site=Standort,clients=none,wan_down=4')).toEqual({ cidr: 1, site: 'Standort', clients: null, wanDown: 3 });
  });

  it.each(['town=2', 'cidr', 'cidr=', 'cidr=0'])('%j is answered with what is wrong', (text) => {
    expect(readColumnAssignment(text)).toEqual(expect.any(String));
  });
});
